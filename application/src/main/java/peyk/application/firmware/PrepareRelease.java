package peyk.application.firmware;

import java.util.Optional;
import peyk.domain.IdempotencyKey;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.NewRelease;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseRepository.Creation;
import peyk.domain.firmware.Rollout;
import peyk.domain.text.LocalDates;
import peyk.domain.time.ClusterTime;

/**
 * Creates drafts of releases. Their parts are uploaded afterwards.
 *
 * @param dates writes the date of a release that was given none
 */
public record PrepareRelease(ReleaseRepository releases, LocalDates dates, ClusterTime clock) {
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
}
