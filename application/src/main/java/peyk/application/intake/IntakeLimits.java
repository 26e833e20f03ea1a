package peyk.application.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.domain.ClientAddress;
import peyk.domain.device.Imei;

/** How much one client address and one tracker may send. */
public record IntakeLimits(IntakeLimit perAddress, IntakeLimit perTracker) {
  public static IntakeLimits none() {
    var none = new IntakeLimit(0, Duration.ofHours(1));
    return new IntakeLimits(none, none);
  }

  /**
   * Counts a message, if it is within both limits. Senders without a readable IMEI share no limit:
   * each has that of its address. Known trackers of one operator share an address (CGNAT), so they
   * have only their own limit.
   *
   * @param known whether the tracker certainly exists
   * @param weight as how many messages it counts
   */
  public boolean admit(
      ClientAddress from, Optional<Imei> tracker, boolean known, int weight, Instant now) {
    return (known || perAddress.admit(from.value(), weight, now))
        && tracker.map(imei -> perTracker.admit(imei.digits(), weight, now)).orElse(true);
  }
}
