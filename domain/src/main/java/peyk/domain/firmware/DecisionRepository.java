package peyk.domain.firmware;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import peyk.domain.device.Imei;

/** The questions of trackers, and what they were answered. */
public interface DecisionRepository {
  /** So many characters of a tracker's serial number are remembered. */
  int LONGEST_SERIAL = 100;

  /**
   * A decision as it is remembered.
   *
   * @param id a later decision has a higher one
   * @param check as it was asked, but for a serial that was too long
   * @param offered whether the tracker was told of a release
   * @param reason as {@link FirmwareDecision#reason}
   * @param release the offered one, or the one on which the refusal turned
   * @param explanation as {@link FirmwareDecision#explanation}
   */
  record Remembered(
      long id,
      FirmwareCheck check,
      Instant at,
      boolean offered,
      String reason,
      Optional<ReleaseId> release,
      String explanation) {}

  /**
   * Lets a question be decided on what is remembered of the tracker, and stores the decision, with
   * the offer and what was seen, before it returns. What changes a release's progress wakes the job
   * that watches its rollout.
   *
   * @param decide a pure function of the tracker's offers
   * @throws peyk.domain.StorageUnavailableException if the decision could not be stored: then it
   *     must not be told
   */
  FirmwareDecision decide(FirmwareCheck check, Function<List<Offer>, FirmwareDecision> decide);

  /**
   * The decisions about a tracker, the latest first.
   *
   * @param before only lower ids
   */
  List<Remembered> ofTracker(Imei imei, long before, int atMost);

  /**
   * The decisions in which a release was offered, or on which a refusal turned, the latest first.
   *
   * @param before only lower ids
   */
  List<Remembered> ofRelease(ReleaseId release, long before, int atMost);
}
