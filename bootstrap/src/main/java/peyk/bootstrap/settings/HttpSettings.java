package peyk.bootstrap.settings;

import java.nio.file.Path;
import java.util.Optional;
import peyk.adapters.http.HttpConfig;
import peyk.adapters.http.HttpsConfig;
import peyk.adapters.http.mobile.ApiSecrets;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.server.HttpsCertificate;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;

/** Reads where the service listens and what it accepts. */
final class HttpSettings {
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
            read.integer("server.unpaced-connections", 1, 1_000_000),
            read.integer("server.max-received", 1024 * 1024, 1024 * 1024 * 1024),
            read.duration("server.request-timeout", "1s", "1h"),
            read.duration("server.idle-timeout", "1s", "1d"),
            usual.shutdownTimeout()),
        trustedProxies(read),
        new CorsOrigins(read.list("server.cors-origins")),
        new ApiSecrets(
            read.secrets("api.secrets", "the client secrets of your apps, separated by commas")),
        AdminTokenSettings.read(read),
        https(read));
  }

  private static Optional<HttpsConfig> https(SettingsReader read) {
    var port = optionalPort(read, "server.https-port");
    var adminPort = optionalPort(read, "admin.https-port");
    if (port.isEmpty() && adminPort.isEmpty()) {
      return Optional.empty();
    }
    var certificate = read.find("server.tls.cert-file");
    var key = read.find("server.tls.key-file");
    if (certificate.isEmpty() || key.isEmpty()) {
      read.fault("server.tls", "needs cert-file and key-file for a port of HTTPS");
      return Optional.empty();
    }
    try {
      var files = HttpsCertificate.open(Path.of(certificate.get()), Path.of(key.get()));
      return Optional.of(new HttpsConfig(port, adminPort, files));
    } catch (IllegalArgumentException e) {
      read.fault("server.tls", "cannot be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Integer> optionalPort(SettingsReader read, String key) {
    return read.find(key).map(set -> read.integer(key, 0, 65_535));
  }

  private static TrustedProxies trustedProxies(SettingsReader read) {
    return read.check(
        "server.trusted-proxies",
        "must be addresses or networks such as 10.0.0.0/8",
        TrustedProxies.none(),
        () -> new TrustedProxies(read.list("server.trusted-proxies")));
  }
}
