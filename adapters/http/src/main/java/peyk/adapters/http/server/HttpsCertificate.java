package peyk.adapters.http.server;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Metrics;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.monitoring.Metric;

/** The certificate of the HTTPS ports. Its files may be replaced while it is served. */
public final class HttpsCertificate {
  private static final Logger log = LoggerFactory.getLogger(HttpsCertificate.class);

  private final Path certificateFile;
  private final Path keyFile;
  private final Counter refusals =
      Metrics.globalRegistry()
          .getOrCreate(
              Counter.builder(Metric.HTTPS_CERTIFICATES_REFUSED.id())
                  .description(Metric.HTTPS_CERTIFICATES_REFUSED.description()));

  private volatile Served served;

  /** The reason of the last refusal, which is logged once. Used by the reloading thread only. */
  private @Nullable String refusal;

  /**
   * @param before what a handshake that has begun may still ask for; null at the start
   */
  private record Served(String alias, CertifiedKey current, @Nullable Served before) {
    CertifiedKey named(String wanted) {
      return before == null || wanted.equals(alias) ? current : before.current();
    }
  }

  private HttpsCertificate(Path certificateFile, Path keyFile) {
    this.certificateFile = certificateFile;
    this.keyFile = keyFile;
    this.served = new Served("0", CertifiedKey.read(certificateFile, keyFile), null);
  }

  /**
   * Reads the files.
   *
   * @param certificate PEM: the certificate of the service, then those of its authorities
   * @param key PEM: a key in PKCS#8 without a password
   * @throws IllegalArgumentException if they cannot be read, or do not belong together
   */
  public static HttpsCertificate open(Path certificate, Path key) {
    return new HttpsCertificate(certificate, key);
  }

  /** Serves what the files hold now. If it cannot be used, the certificate before stays. */
  public void reload() {
    try {
      serve(CertifiedKey.read(certificateFile, keyFile));
      refusal = null;
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void serve(CertifiedKey read) {
    var now = served;
    if (!read.equals(now.current())) {
      var alias = String.valueOf(Long.parseLong(now.alias()) + 1);
      served = new Served(alias, read, new Served(now.alias(), now.current(), null));
      log.info("the certificate of https was replaced expires={}", read.expiry());
    }
  }

  private void refuse(String reason) {
    if (!reason.equals(refusal)) {
      refusal = reason;
      refusals.increment();
      log.warn("the certificate of https is kept, the new one cannot be used reason={}", reason);
    }
  }

  /** When the certificate that is served now expires. */
  public Instant expiry() {
    return served.current().expiry();
  }

  /** New connections get the certificate that is served then. */
  public SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ServedKey()}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  private final class ServedKey extends X509ExtendedKeyManager {
    private @Nullable String alias(String keyType) {
      var now = served;
      return now.current().key().getAlgorithm().equals(keyType) ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return alias(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return alias(keyType);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return served.named(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return served.named(alias).key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {served.alias()};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
