package peyk.bootstrap;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak;
import peyk.adapters.sandbox.traccar.ControllableTraccar;
import peyk.adapters.sandbox.traccar.SimulatedAccount;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.bootstrap.settings.Settings;
import peyk.domain.Eventually;

/**
 * A simulated Traccar with trackers, a simulated SMS gateway, and as many replicas of the service
 * as a test wants.
 */
final class Neighbourhood implements AutoCloseable {
  static final String SECRET = "app-secret";
  static final Duration PATIENCE = Eventually.TIMEOUT;
  private static final String SMS_KEY = "sms-key";
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  final ControllableTraccar traccar;
  final SimulatedAccount administrator;
  final SimulatedGhasedak sms = SimulatedGhasedak.start(SMS_KEY);
  final SimulatedFleet fleet;
  private final PostgresConfig database;
  private final Deque<Application> replicas = new ArrayDeque<>();
  private final HttpClient http = HttpClient.newHttpClient();

  Neighbourhood(PostgresConfig database, int trackers) {
    this(
        database,
        trackers,
        TraccarOptions.defaults()
            .withAnswerDelay(Duration.ofMillis(50))
            .withNotificators("web", "mail", "command", "firebase"));
  }

  Neighbourhood(PostgresConfig database, int trackers, TraccarOptions options) {
    this.database = database;
    traccar = ControllableTraccar.start(options);
    administrator = traccar.administrator();
    sms.template(SimulatedGhasedak.TEMPLATE, "param1");
    fleet = SimulatedFleet.t950(traccar, trackers);
    fleet.switchOn();
  }

  /**
   * What a replica is told by environment variables, with settings of its own over the usual ones;
   * limits and schedules are off unless set.
   */
  Map<String, String> environment(Map<String, String> own) {
    var environment = new HashMap<String, String>();
    environment.put("SERVER_PORT", "0");
    environment.put("ADMIN_PORT", "0");
    environment.put("SERVER_HOST", "127.0.0.1");
    environment.put("DATABASE_URL", database.jdbcUrl());
    environment.put("DATABASE_USER", database.user());
    environment.put("DATABASE_PASSWORD", database.password().value());
    environment.put("DATABASE_POOL_SIZE", "16");
    environment.put("DATA_DIRECTORY", "target/data");
    environment.put("TRACCAR_URL", traccar.uri() + "/");
    environment.put("TRACCAR_TOKEN", administrator.token());
    environment.put("API_SECRETS", "older-secret," + SECRET);
    environment.put("SMS_URL", sms.uri().toString());
    environment.put("SMS_KEY", SMS_KEY);
    environment.put("SMS_TEMPLATE", SimulatedGhasedak.TEMPLATE);
    environment.put("OTP_KEY", "a key of at least 32 characters, for tests");
    environment.put("OTP_COOLDOWN", "0");
    environment.put("OTP_PHONE_PER_HOUR", "0");
    environment.put("OTP_PHONE_PER_DAY", "0");
    environment.put("OTP_ADDRESS_PER_HOUR", "0");
    environment.put("OTP_BLOCK_PER_HOUR", "0");
    environment.put("OTP_SERVICE_PER_MINUTE", "0");
    environment.put("DEVICE_WRITE_PAUSE", "50ms");
    environment.put("USSD_ADDRESS_PER_MINUTE", "0");
    environment.put("FIRMWARE_ADDRESS_PER_MINUTE", "0");
    environment.put("FIRMWARE_TRACKER_PER_HOUR", "0");
    environment.put("SCHEDULE_ENABLED", "false");
    environment.putAll(own);
    return environment;
  }

  /** Starts one more replica; see {@link #environment}. */
  Application start(Map<String, String> own) {
    return start(Optional.empty(), own);
  }

  /** Starts one more replica, with a file of settings; see {@link #environment}. */
  Application start(Optional<Path> file, Map<String, String> own) {
    var replica = Application.start(Settings.read(file, environment(own)));
    replicas.push(replica);
    return replica;
  }

  Application start() {
    return start(Map.of());
  }

  void stop(Application replica) {
    replicas.remove(replica);
    replica.close();
  }

  /** Posts fields as JSON to a replica in a process of its own. */
  String post(int port, String path, String... keysAndValues) {
    return postLater(port, path, keysAndValues).join();
  }

  /** Posts fields as JSON and answers with the body. */
  String post(Application replica, String path, String... keysAndValues) {
    return postLater(replica, path, keysAndValues).join();
  }

  CompletableFuture<String> postLater(Application replica, String path, String... keysAndValues) {
    return postLater(replica.port(), path, keysAndValues);
  }

  private CompletableFuture<String> postLater(int port, String path, String... keysAndValues) {
    var json = new StringBuilder("{\"client_secret\":\"" + SECRET + "\"");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      json.append(",\"%s\":\"%s\"".formatted(keysAndValues[i], keysAndValues[i + 1]));
    }
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(json + "}"))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body);
  }

  String get(int port, String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body).join();
  }

  /** Has the whole check of hearing made now, and answers with what it found. */
  String checkHearing(Application replica, String adminToken) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + replica.adminPort() + "/admin/hearing/check"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + adminToken)
            .POST(BodyPublishers.noBody())
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body).join();
  }

  /** Asks for a code and answers with the one that came by text. */
  String code(Application replica, String phone) {
    post(replica, "/api/otprequest", "phone", phone);
    return sms.awaitMessage(phone, PATIENCE).input("param1");
  }

  /** Signs a phone in and answers with its token. */
  String signIn(Application replica, String phone) {
    var body = post(replica, "/api/otpverify", "phone", phone, "sms_message", code(replica, phone));
    var token = TOKEN.matcher(body);
    if (!token.find()) {
      throw new AssertionError("signing in failed: " + body);
    }
    return token.group(1);
  }

  long idOf(String phone) {
    return traccar.user(phone).orElseThrow().id();
  }

  String nameOf(String imei) {
    return traccar.device(imei).orElseThrow().name();
  }

  Object attributeOf(String imei, String attribute) {
    return String.valueOf(traccar.device(imei).orElseThrow().attributes().get(attribute));
  }

  @Override
  public void close() {
    while (!replicas.isEmpty()) {
      replicas.pop().close();
    }
    sms.close();
    traccar.close();
    http.close();
  }
}
