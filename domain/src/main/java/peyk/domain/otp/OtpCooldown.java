package peyk.domain.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * How long a phone has to wait for its next code. The setting {@code otp.cooldown} is one of the
 * limits, {@link OtpRateLimit#cooldown}.
 */
public record OtpCooldown(OtpLimits limits) {
  /**
   * Until all limits on requests and on wrong codes admit the phone.
   *
   * @return zero or negative if it need not wait
   */
  Duration remaining(OtpHistory history, Instant now) {
    var forRequests =
        history.full().entrySet().stream()
            .map(full -> Duration.between(now, full.getValue().plus(full.getKey().period())));
    return Stream.concat(forRequests, Stream.of(forWrongCodes(history, now)))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * Because of wrong codes alone. While no code would be accepted, no text is sent.
   *
   * @return zero or negative if it need not wait
   */
  public Duration forWrongCodes(OtpHistory history, Instant now) {
    if (limits.attemptsInARow() > 0 && history.wrongCodesInARow() >= limits.attemptsInARow()) {
      return OtpLimits.DAY;
    }
    var wrong = history.wrongCodes();
    int allowed = limits.attemptsPerDay();
    if (allowed == 0 || wrong.size() < allowed) {
      return Duration.ZERO;
    }
    return Duration.between(now, wrong.get(wrong.size() - allowed).plus(OtpLimits.DAY));
  }
}
