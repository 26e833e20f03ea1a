package peyk.bootstrap.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import peyk.adapters.http.HttpConfig;
import peyk.adapters.http.admin.AdminConfig;
import peyk.adapters.http.admin.AdminToken;
import peyk.adapters.http.mobile.ApiSecrets;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;

/** Reads where the service listens and what it accepts. */
final class HttpSettings {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private HttpSettings() {}

  static HttpConfig read(SettingsReader read) {
    var usual = ServerLimits.DEFAULT;
    return new HttpConfig(
        read.required("server.host", "the address to listen on, 0.0.0.0 for all"),
        read.integer("server.port", 0, 65_535),
        read.required("admin.host", "the address to listen on, best 127.0.0.1"),
        read.integer("admin.port", 0, 65_535),
        new ServerLimits(
            read.integer("server.max-body", 1024, 64 * 1024 * 1024),
            read.integer("server.max-connections", 1, 1_000_000),
            read.duration("server.request-timeout", SECOND, HOUR),
            read.duration("server.idle-timeout", SECOND, DAY),
            usual.shutdownTimeout()),
        trustedProxies(read),
        new CorsOrigins(read.list("server.cors-origins")),
        apiSecrets(read),
        admin(read));
  }

  private static AdminConfig admin(SettingsReader read) {
    var token = Optional.of(read.text("admin.token")).filter(text -> !text.isEmpty());
    return new AdminConfig(
        token.map(text ->
            read.parse(
                "admin.token",
                text,
                AdminToken::new,
                "must be of letters, digits and signs, without blanks",
                new AdminToken("none"))),
        read.integer("firmware.longest-part", 1, FirmwareSettings.LONGEST_PART));
  }

  private static TrustedProxies trustedProxies(SettingsReader read) {
    try {
      return new TrustedProxies(read.list("server.trusted-proxies"));
    } catch (IllegalArgumentException e) {
      read.fault("server.trusted-proxies", "must be addresses or networks such as 10.0.0.0/8");
      return TrustedProxies.none();
    }
  }

  private static ApiSecrets apiSecrets(SettingsReader read) {
    var secrets =
        read.secrets("api.secrets", "the client secrets of your apps, separated by commas");
    return new ApiSecrets(secrets.isEmpty() ? List.of("none") : secrets);
  }
}
