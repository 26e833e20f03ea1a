package peyk.bootstrap;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Uses the sandbox once as apps, trackers and operators do. The JVM records which classes that
 * takes, and what it learnt about them, for its AOT cache (JEP 483, JEP 515).
 */
final class AotTraining implements AutoCloseable {
  private static final int ROUNDS = 30;

  /** The status for a tracker that has its firmware already. */
  private static final int NO_FIRMWARE = 400;

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Map<String, String> ANY_PORTS =
      Map.of(
          "SERVER_PORT", "0",
          "ADMIN_PORT", "0",
          "SANDBOX_TRACCAR_PORT", "0",
          "SANDBOX_INBOX_PORT", "0",
          "SANDBOX_FTP_PORT", "0");

  private final Sandbox sandbox;
  private final HttpClient client = HttpClient.newHttpClient();

  private AotTraining(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * @throws IOException if a path does not work as it should
   */
  static void run() throws IOException {
    var console = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (var sandbox = Sandbox.start(Optional.empty(), ANY_PORTS, console);
        var training = new AotTraining(sandbox)) {
      training.signIn();
      training.register();
      training.offerFirmware();
      training.readBalances();
      training.observe();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the training was interrupted", e);
    }
  }

  private void signIn() throws IOException, InterruptedException {
    var phone = "'client_secret':'{secret}','phone':'09123456789'";
    post("http://127.0.0.1:{port}/api/otprequest", "{%s}".formatted(phone));
    var code = DIGITS.matcher(get("http://127.0.0.1:{inbox}/inbox/09123456789"));
    if (!code.find()) {
      throw new IOException("no code arrived");
    }
    post(
        "http://127.0.0.1:{port}/api/otpverify",
        "{%s,'sms_message':'%s'}".formatted(phone, code.group()));
  }

  private void register() throws IOException, InterruptedException {
    var tracker = "'client_secret':'{secret}','user':'09123456789','imei':'{imei}'";
    post("http://127.0.0.1:{port}/api/checkDeviceInfo", "{%s}".formatted(tracker));
    post("http://127.0.0.1:{port}/api/device", "{%s,'dp':'1234'}".formatted(tracker));
  }

  private void offerFirmware() throws IOException, InterruptedException {
    var releases = "http://127.0.0.1:{admin}/admin/firmware/releases";
    post(releases, "{'type':95,'revision':2,'version':131082}");
    send("PUT", releases + "/1/parts/app.001", BodyPublishers.ofByteArray(new byte[100_000]));
    post(releases + "/1/activate", "");
    var question = "http://127.0.0.1:{port}/fota.php?imei={imei}&sr=1&d=95&rev=2&fw=";
    for (int round = 0; round < ROUNDS; round++) {
      get(question + "131081");
    }
    var part = "ftp://sandbox:sandbox@127.0.0.1:{ftp}/95/131082/2/app.001";
    try (var content = URI.create(sandbox.filled(part)).toURL().openStream()) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    get(releases + "/1/statistics");
  }

  private void readBalances() throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      post(
          "http://127.0.0.1:{port}/qussd.php",
          "{'imei':'{imei}','data':'+CUSD: 0, \\'Etebar:%d,918Rial\\', 15'}".formatted(round));
    }
    get("http://127.0.0.1:{admin}/admin/openapi.yaml");
  }

  private void observe() throws IOException, InterruptedException {
    get("http://127.0.0.1:{admin}/observe/metrics");
    get("http://127.0.0.1:{admin}/admin/commands");
  }

  private String get(String uri) throws IOException, InterruptedException {
    return send("GET", uri, BodyPublishers.noBody());
  }

  /**
   * @param body JSON with single quotes
   */
  private String post(String uri, String body) throws IOException, InterruptedException {
    var json = sandbox.filled(body).replace("\\'", "\\\"").replace('\'', '"');
    return send("POST", uri, BodyPublishers.ofString(json));
  }

  private String send(String method, String uri, BodyPublisher body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.filled(uri)))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() > NO_FIRMWARE) {
      throw new IOException("%s %s gave %d".formatted(method, uri, response.statusCode()));
    }
    return response.body();
  }

  @Override
  public void close() {
    client.close();
  }
}
