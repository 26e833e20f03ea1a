package peyk.application.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import peyk.domain.IdempotencyKey;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.NewRelease;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.PartRepository.Upload;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseRepository.Creation;
import peyk.domain.firmware.Rollout;
import peyk.domain.text.LocalDates;
import peyk.domain.time.ClusterTime;

/**
 * Prepares releases: a draft first, then its parts.
 *
 * @param dates writes the date of a release that was given none
 * @param longestPart bytes
 */
public record PrepareRelease(
    ReleaseRepository releases,
    PartRepository parts,
    LocalDates dates,
    ClusterTime clock,
    long longestPart) {
  /**
   * An operator's request.
   *
   * @param date empty = now
   */
  public record Order(
      Hardware hardware,
      long version,
      Optional<String> date,
      String notes,
      Optional<String> link,
      Rollout rollout) {}

  /** Creates a draft. */
  public Creation create(Order order, Optional<IdempotencyKey> key) {
    var date = order.date().orElseGet(() -> dates.yearFirst(clock.now()));
    return releases.create(
        new NewRelease(order.hardware(), order.version(), date, order.notes(), order.link()),
        order.rollout(),
        key);
  }

  /**
   * Stores a part of a draft.
   *
   * @param sha256 the expected hash of the content, if known
   * @throws IOException if the content cannot be read; then nothing is stored
   */
  public Upload putPart(
      ReleaseId release, String name, InputStream content, Optional<String> sha256)
      throws IOException {
    return parts.store(release, name, content, longestPart, sha256);
  }

  /** Removes a part of a draft; false if there is none. */
  public boolean removePart(ReleaseId release, String name) {
    return parts.delete(release, name);
  }
}
