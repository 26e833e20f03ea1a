package peyk.domain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate that signs itself, made by the JDK's keytool. */
public final class SelfSigned {
  private static final String PASSWORD = "of-the-test";
  private static final String ALIAS = "own";

  private final KeyStore store;

  private SelfSigned(KeyStore store) {
    this.store = store;
  }

  public static SelfSigned of(String host) throws IOException, GeneralSecurityException {
    return of(host, "EC", 90);
  }

  /**
   * @param days how long it is valid
   */
  public static SelfSigned of(String host, String algorithm, int days)
      throws IOException, GeneralSecurityException {
    var directory = Files.createTempDirectory("peyk-keys-");
    var file = directory.resolve("keys.p12");
    try {
      keytool(
          Stream.of(
              "-genkeypair -keyalg " + algorithm,
              "-dname CN=" + host,
              "-ext san=dns:" + host,
              "-validity " + days,
              "-alias " + ALIAS,
              "-storepass " + PASSWORD,
              "-keystore " + file));
      return new SelfSigned(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static void keytool(Stream<String> options) throws IOException {
    var program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command =
        Stream.concat(
                Stream.of(program, "-J-XX:TieredStopAtLevel=1"),
                options.flatMap(option -> Stream.of(option.split(" "))))
            .toList();
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  public X509Certificate certificate() throws GeneralSecurityException {
    return (X509Certificate) store.getCertificate(ALIAS);
  }

  public void writeCertificate(Path pem) throws IOException, GeneralSecurityException {
    write(pem, "CERTIFICATE", certificate().getEncoded());
  }

  public void writeKey(Path pem) throws IOException, GeneralSecurityException {
    write(pem, "PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
  }

  private static void write(Path pem, String what, byte[] bytes) throws IOException {
    var lines = Base64.getMimeEncoder().encodeToString(bytes);
    Files.writeString(
        pem, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what));
  }

  /** The TLS context of a server that shows this certificate. */
  public SSLContext serving() throws GeneralSecurityException {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** The TLS context of a client that trusts these and nobody else. */
  public static SSLContext trusting(List<SelfSigned> authorities)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (var authority : authorities) {
      store.setCertificateEntry("authority " + store.size(), authority.certificate());
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
