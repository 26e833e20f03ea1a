package peyk.adapters.ghasedak;

import java.net.URI;
import java.time.Duration;

/**
 * How Ghasedak is reached.
 *
 * @param address up to and including {@code WebService}, with or without a slash at the end
 * @param callTimeout for a whole call, connecting included
 */
public record GhasedakConfig(
    URI address, ApiKey key, OtpTemplate template, Duration connectTimeout, Duration callTimeout) {
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  public GhasedakConfig {
    if (!isWeb(address)) {
      throw new IllegalArgumentException("the address of the SMS gateway is no http(s) address");
    }
    if (!connectTimeout.isPositive() || !callTimeout.isPositive()) {
      throw new IllegalArgumentException("the time-outs of the SMS gateway must be positive");
    }
    address = withoutSlash(address);
  }

  /** With the usual time-outs. */
  public static GhasedakConfig of(URI address, ApiKey key, OtpTemplate template) {
    return new GhasedakConfig(address, key, template, CONNECT_TIMEOUT, CALL_TIMEOUT);
  }

  private static boolean isWeb(URI address) {
    var scheme = address.getScheme();
    return address.getHost() != null
        && ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme));
  }

  private static URI withoutSlash(URI address) {
    return URI.create(address.toString().replaceAll("/+$", ""));
  }
}
