package peyk.domain.firmware;

import java.util.Map;
import java.util.Optional;
import peyk.domain.device.Imei;

/**
 * One version of the firmware for one hardware.
 *
 * @param version reported by trackers in {@code fw}; higher is newer
 * @param date as sent to trackers, usually {@code yyyy-MM-dd HH:mm:ss}
 * @param notes for operators
 * @param pausedBecause the reason of a pause
 * @param round the number of resumptions after a pause; failures count anew in each round
 * @param standings the trackers for which an operator has decided
 */
public record Release(
    ReleaseId id,
    Hardware hardware,
    long version,
    String date,
    String notes,
    ReleaseState state,
    Optional<String> pausedBecause,
    Content content,
    Rollout rollout,
    int round,
    Map<Imei, Standing> standings) {
  public Release {
    standings = Map.copyOf(standings);
  }

  public Optional<Standing> standing(Imei imei) {
    return Optional.ofNullable(standings.get(imei));
  }

  /** Whether parts may be uploaded and deleted: only in a draft without a link. */
  public boolean takesParts() {
    return state == ReleaseState.DRAFT && content instanceof Content.Parts;
  }

  public Release in(ReleaseState other) {
    return with(other, Optional.empty(), rollout, round);
  }

  public Release pausedBecause(String reason) {
    return with(ReleaseState.PAUSED, Optional.of(reason), rollout, round);
  }

  /** Active again after a pause. A new round gives trackers that failed another chance. */
  Release resumed() {
    return with(ReleaseState.ACTIVE, Optional.empty(), rollout, round + 1);
  }

  public Release with(Rollout other) {
    return with(state, pausedBecause, other, round);
  }

  private Release with(
      ReleaseState newState, Optional<String> reason, Rollout newRollout, int newRound) {
    return new Release(
        id,
        hardware,
        version,
        date,
        notes,
        newState,
        reason,
        content,
        newRollout,
        newRound,
        standings);
  }
}
