package peyk.adapters.http;

import java.util.Optional;
import peyk.adapters.http.admin.AdminConfig;
import peyk.adapters.http.mobile.ApiSecrets;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;

/**
 * Where the service listens, and what it takes from whom.
 *
 * @param host address of the mobile API and of trackers, e.g. {@code 0.0.0.0}
 * @param port 0 = any free one
 * @param adminHost address of health, metrics and the admin API; best kept to loopback
 * @param adminPort 0 = any free one
 * @param https the same over TLS; empty for plain HTTP only
 */
public record HttpConfig(
    String host,
    int port,
    String adminHost,
    int adminPort,
    ServerLimits limits,
    TrustedProxies trustedProxies,
    CorsOrigins corsOrigins,
    ApiSecrets apiSecrets,
    AdminConfig admin,
    Optional<HttpsConfig> https) {
  private static final int HIGHEST_PORT = 65_535;

  public HttpConfig {
    if (port < 0 || port > HIGHEST_PORT || adminPort < 0 || adminPort > HIGHEST_PORT) {
      throw new IllegalArgumentException("a port is 0 to 65535");
    }
  }

  public HttpConfig withAdmin(AdminConfig other) {
    return new HttpConfig(
        host,
        port,
        adminHost,
        adminPort,
        limits,
        trustedProxies,
        corsOrigins,
        apiSecrets,
        other,
        https);
  }
}
