package peyk.adapters.traccar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are trusted: those of the JDK's list, and those of a private authority. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * Trusts the authorities in a file as well. Names of hosts are checked as always.
   *
   * @param pem certificates, each between {@code BEGIN CERTIFICATE} and {@code END CERTIFICATE}
   * @throws IllegalArgumentException if it cannot be read, or holds no certificate
   */
  public static SSLContext with(Path pem) {
    try {
      var all = new ArrayList<Certificate>(own(pem));
      all.addAll(ofTheJdk());
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers(store(all)).getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(pem + " cannot be read as PEM certificates", e);
    }
  }

  private static Collection<? extends Certificate> own(Path pem)
      throws IOException, GeneralSecurityException {
    try (var file = Files.newInputStream(pem)) {
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(file);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException(pem + " holds no certificate");
      }
      return certificates;
    }
  }

  private static List<? extends Certificate> ofTheJdk() throws GeneralSecurityException {
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init((KeyStore) null);
    return Arrays.stream(managers.getTrustManagers())
        .flatMap(manager ->
            manager instanceof X509TrustManager x509
                ? Arrays.stream(x509.getAcceptedIssuers())
                : Stream.empty())
        .toList();
  }

  private static KeyStore store(List<Certificate> certificates)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    return store;
  }

  private static TrustManagerFactory managers(KeyStore store) throws GeneralSecurityException {
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers;
  }
}
