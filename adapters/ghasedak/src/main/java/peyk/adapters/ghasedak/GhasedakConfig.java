package peyk.adapters.ghasedak;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The settings of calls to Ghasedak.
 *
 * @param address up to and including {@code WebService}, with or without a slash at the end
 * @param connectTimeout of the TCP connection, and of each step of the TLS handshake
 * @param callTimeout of a whole call, connecting included
 * @param tls whose certificates are trusted; if empty, those of the JDK's list
 */
record GhasedakConfig(
    URI address,
    ApiKey key,
    OtpTemplate template,
    Duration connectTimeout,
    Duration callTimeout,
    Optional<SSLContext> tls) {
  GhasedakConfig {
    if (!isWeb(address)) {
      throw new IllegalArgumentException(
          "the address of the SMS gateway must be an http or https address");
    }
    if (!connectTimeout.isPositive() || !callTimeout.isPositive()) {
      throw new IllegalArgumentException("the timeouts of the SMS gateway must be positive");
    }
    address = withoutSlash(address);
  }

  GhasedakConfig(
      URI address,
      ApiKey key,
      OtpTemplate template,
      Duration connectTimeout,
      Duration callTimeout) {
    this(address, key, template, connectTimeout, callTimeout, Optional.empty());
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
