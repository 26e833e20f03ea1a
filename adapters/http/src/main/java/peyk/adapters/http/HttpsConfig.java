package peyk.adapters.http;

import java.util.Optional;
import peyk.adapters.http.server.HttpsCertificate;

/**
 * HTTPS on ports of its own, beside plain HTTP, which old trackers speak.
 *
 * @param port of the mobile API and of trackers; 0 = any free one
 * @param adminPort of health, metrics and the admin API; 0 = any free one
 */
public record HttpsConfig(
    Optional<Integer> port, Optional<Integer> adminPort, HttpsCertificate certificate) {}
