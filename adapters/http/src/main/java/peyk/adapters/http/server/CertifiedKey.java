package peyk.adapters.http.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A private key and the certificates that prove it.
 *
 * @param chain first the certificate of the key, then those of its authorities
 */
record CertifiedKey(List<X509Certificate> chain, PrivateKey key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  /**
   * @throws IllegalArgumentException if the files cannot be read, or do not belong together
   */
  static CertifiedKey read(Path certificateFile, Path keyFile) {
    var chain = chain(certificateFile);
    var shown = chain.getFirst().getPublicKey();
    var key = key(keyFile, shown.getAlgorithm());
    if (!belong(key, shown)) {
      throw new IllegalArgumentException(
          "the key in "
              + keyFile
              + " does not belong to the first certificate in "
              + certificateFile);
    }
    return new CertifiedKey(chain, key);
  }

  Instant expiry() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "CertifiedKey[" + chain.getFirst().getSubjectX500Principal() + "]";
  }

  private static List<X509Certificate> chain(Path file) {
    try (var pem = Files.newInputStream(file)) {
      var chain =
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " cannot be read as PEM certificates", e);
    }
    throw new IllegalArgumentException(file + " holds no certificate");
  }

  private static PrivateKey key(Path file, String algorithm) {
    try {
      var text = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      if (text.find()) {
        var bytes = Base64.getMimeDecoder().decode(text.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + " cannot be read as the " + algorithm + " key of the certificate", e);
    }
    throw new IllegalArgumentException(
        file + " holds no key in PKCS#8 without a password (BEGIN PRIVATE KEY)");
  }

  private static boolean belong(PrivateKey key, PublicKey shown) {
    try {
      var algorithm =
          switch (shown.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> shown.getAlgorithm();
          };
      var probe = Signature.getInstance(algorithm);
      probe.initSign(key);
      var signed = probe.sign();
      probe.initVerify(shown);
      return probe.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
