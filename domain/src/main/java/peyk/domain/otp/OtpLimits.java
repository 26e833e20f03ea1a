package peyk.domain.otp;

import java.time.Duration;
import java.util.List;

/**
 * The limits on requests for codes and on guesses.
 *
 * @param requests shared by all replicas
 * @param attempts wrong codes that burn a challenge, 3 to 10
 * @param attemptsPerDay wrong codes for one phone in a day, 0 = no limit
 * @param attemptsInARow wrong codes for one phone since its last sign-in (NIST SP 800-63B-4,
 *     3.2.2), 0 = no limit
 */
public record OtpLimits(
    List<OtpRateLimit> requests, int attempts, int attemptsPerDay, int attemptsInARow) {
  public static final Duration DAY = Duration.ofDays(1);

  public OtpLimits {
    requests = requests.stream().filter(limit -> !limit.isOff()).toList();
    if (attempts < 3 || attempts > 10 || attemptsPerDay < 0 || attemptsInARow < 0) {
      throw new IllegalArgumentException(
          "attempts are 3 to 10 for a code, 0 or more in a day and in a row");
    }
  }
}
