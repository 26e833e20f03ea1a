package peyk.bootstrap.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import peyk.adapters.http.HttpsConfig;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.CertificateDiagnosis;
import peyk.domain.diagnosis.Finding;

/** Looks when certificates expire: that of this service, and those of its neighbours. */
final class CertificateChecks {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int HTTPS = 443;

  private CertificateChecks() {}

  static Finding own(HttpsConfig https, Instant now) {
    return CertificateDiagnosis.finding(
        Area.SERVICE,
        "HTTPS",
        https.certificate().expiry(),
        now,
        "replace SERVER_TLS_CERT_FILE and SERVER_TLS_KEY_FILE: Peyk takes new files without a"
            + " restart");
  }

  /**
   * That of a neighbour. Empty TLS, and if no connection is made: another check tells why. The name
   * in the certificate does not matter here.
   */
  static Optional<Finding> of(
      Area area, URI address, Optional<SSLContext> authorities, Instant now) {
    if (!"https".equalsIgnoreCase(address.getScheme())) {
      return Optional.empty();
    }
    try {
      var context = authorities.isPresent() ? authorities.get() : SSLContext.getDefault();
      return Optional.of(
          CertificateDiagnosis.finding(
              area,
              address.getHost(),
              expiry(context, address),
              now,
              "have its certificate renewed: Peyk will not connect when it has expired"));
    } catch (IOException | NoSuchAlgorithmException e) {
      return Optional.empty();
    }
  }

  private static Instant expiry(SSLContext context, URI address) throws IOException {
    var port = address.getPort() < 0 ? HTTPS : address.getPort();
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), (int) TIMEOUT.toMillis());
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      socket.startHandshake();
      var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getNotAfter().toInstant();
    }
  }
}
