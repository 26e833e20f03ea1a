package peyk.domain.otp;

import java.time.Duration;

/**
 * A limit on requests in any period of the given length.
 *
 * @param requests 0 = no limit
 */
public record OtpRateLimit(Scope scope, int requests, Duration period) {
  /** The group whose requests are counted together. */
  public enum Scope {
    PHONE,
    ADDRESS,
    BLOCK,
    SERVICE
  }

  public OtpRateLimit {
    if (requests < 0 || period.isNegative() || period.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("a limit counts 0 or more requests in at most a day");
    }
  }

  /** The cooldown of a code: the time between two requests of one phone. */
  public static OtpRateLimit cooldown(Duration time) {
    return new OtpRateLimit(Scope.PHONE, 1, time);
  }

  public boolean isOff() {
    return requests == 0 || period.isZero();
  }
}
