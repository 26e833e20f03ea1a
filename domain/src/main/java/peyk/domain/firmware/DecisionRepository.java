package peyk.domain.firmware;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import peyk.domain.device.Imei;

/** The firmware checks of trackers, with the decisions about them. */
public interface DecisionRepository {
  /** Longer serial numbers are cut off, in characters. */
  int LONGEST_SERIAL = 100;

  /** Equal decisions are stored as one for so long after the first of them. */
  Duration LONGEST_REPETITION = Duration.ofDays(1);

  /**
   * A stored decision. Equal decisions about a tracker within a day, with no other between them,
   * are stored as one.
   *
   * @param id grows with the time of the first of them
   * @param check as received, but for a serial that was too long
   * @param at the time of the last of them
   * @param times their number
   * @param reason as {@link FirmwareDecision#reason}
   * @param release the offered release, or the decisive one of a refusal
   * @param explanation as {@link FirmwareDecision#explanation}
   */
  record Remembered(
      long id,
      FirmwareCheck check,
      Instant at,
      long times,
      boolean offered,
      String reason,
      Optional<ReleaseId> release,
      String explanation) {}

  /**
   * Decides on a check from the stored offers of the tracker, perhaps without those that it has
   * taken and whose versions are not newer than what it runs. The decision, the offer and the
   * arrivals are stored before this returns. A change of a release's progress wakes the job of its
   * rollout.
   *
   * @param decide a pure function of the tracker's offers; it is called again with what is locked,
   *     if they change by it
   * @throws peyk.domain.StorageUnavailableException if the decision could not be stored; then the
   *     tracker must not get it
   */
  FirmwareDecision decide(FirmwareCheck check, Function<List<Offer>, FirmwareDecision> decide);

  /**
   * The decisions about a tracker, the latest first.
   *
   * @param before only lower ids
   */
  List<Remembered> ofTracker(Imei imei, long before, int atMost);

  /**
   * The decisions that offered a release, or were refusals because of it, the latest first.
   *
   * @param before only lower ids
   */
  List<Remembered> ofRelease(ReleaseId release, long before, int atMost);
}
