package peyk.adapters.ghasedak;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of calls to Ghasedak for tests. */
final class Configs {
  private Configs() {}

  static GhasedakConfig of(URI address, ApiKey key, OtpTemplate template) {
    return new GhasedakConfig(
        address, key, template, Duration.ofSeconds(3), Duration.ofSeconds(10));
  }

  /** A template whose only parameter is the code. */
  static OtpTemplate template(String name) {
    return new OtpTemplate(name, "param1", "param2", Optional.empty());
  }
}
