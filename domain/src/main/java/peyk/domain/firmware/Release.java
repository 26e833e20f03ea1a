package peyk.domain.firmware;

import java.util.Map;
import java.util.Optional;
import peyk.domain.device.Imei;

/**
 * One version of the firmware for one hardware.
 *
 * @param version trackers report it in {@code fw}; the higher one is the newer
 * @param date as trackers are told it, usually {@code yyyy-MM-dd HH:mm:ss}
 * @param notes for operators
 * @param pausedBecause why it was paused; empty unless it is
 * @param round how often it was resumed after a pause; failures count anew in each round
 * @param standings the trackers about which an operator has decided
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

  /**
   * Where in the order of all trackers this one's turn comes, 0 to 9,999. It depends on nothing but
   * the tracker and the release, so that everybody computes the same and a tracker stays inside
   * when the share grows; with another release other trackers come first.
   */
  public int bucket(Imei imei) {
    long hash = 0xcbf29ce484222325L;
    var text = imei.digits() + "/" + hardware.type() + "/" + hardware.revision() + "/" + version;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L; // FNV-1a
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL; // MurmurHash3's finaliser
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 33), RolloutShare.ALL.basisPoints());
  }

  public Optional<Standing> standing(Imei imei) {
    return Optional.ofNullable(standings.get(imei));
  }

  /** Whether parts may be uploaded and deleted: until it is activated, and if it has no link. */
  public boolean takesParts() {
    return state == ReleaseState.DRAFT && content instanceof Content.Parts;
  }

  public Release in(ReleaseState other) {
    return with(other, Optional.empty(), rollout, round);
  }

  public Release pausedBecause(String reason) {
    return with(ReleaseState.PAUSED, Optional.of(reason), rollout, round);
  }

  /** Active again after a pause: trackers that failed before get another chance. */
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
