package peyk.bootstrap;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Eventually;

/** Somebody with the client secret, a phone and an account of their own who wants more. */
class AttackIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String VICTIM = "09121110001";
  private static final String MALLORY = "09121110002";
  private static final String FROM_BEFORE = "09121110011";
  private static final String ADDRESS_FROM_BEFORE = "mallory@example.org";
  private static final String FORGED = "forged line";
  private static final String ADMIN_TOKEN = "an-admin-token-of-the-test-0123456789";
  private static final String NAMED_TOKEN = "a-token-of-ali-in-the-test-0123456789";
  private static final String DATABASE_PASSWORD = "a-database-password-of-the-test";
  private static final String OWNER_PASSWORD = "a-password-of-the-owner-of-the-test";
  private static final String FTP_PASSWORD = "an-ftp-password-of-the-test";
  private static final String COMMON_PASSWORD = "a-common-password-of-the-test";

  /** What ends a line, turns text around, ends a string, or is no text at all. */
  private static final List<String> ODD =
      List.of(
          "\\r\\n" + FORGED,
          "\\n" + FORGED,
          "\\u0085" + FORGED,
          "\\u2028" + FORGED,
          "\\u0000",
          "\\u202e" + FORGED,
          "\\u2066" + FORGED,
          "\\u001b[2J",
          "\\ud800",
          "' OR '1'='1",
          "$" + "{jndi:ldap://127.0.0.1/x}",
          "%s%n%x",
          "../../etc/passwd",
          "<script>");

  @TempDir private Path directory;
  private PostgresDatabase database;
  private Neighbourhood around;
  private RunningService service;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> answers = new ArrayList<>();
  private final String role = "attacked_" + UUID.randomUUID().toString().replace("-", "");

  @BeforeEach
  void start() {
    database = DATABASE.open();
    DATABASE.clear(database);
    makeRole(role, DATABASE_PASSWORD);
    makeRole(role + "_owner", OWNER_PASSWORD);
    around = new Neighbourhood(DATABASE.config(), 4);
    around.traccar.addUser(FROM_BEFORE, COMMON_PASSWORD);
    around.traccar.addUser(ADDRESS_FROM_BEFORE, COMMON_PASSWORD);
    service =
        RunningService.start(
            around,
            Map.of(
                "ADMIN_TOKEN", ADMIN_TOKEN,
                "ADMIN_TOKENS", "ali:operate:" + NAMED_TOKEN,
                "DATABASE_USER", role,
                "DATABASE_PASSWORD", DATABASE_PASSWORD,
                "DATABASE_MIGRATION_USER", role + "_owner",
                "DATABASE_MIGRATION_PASSWORD", OWNER_PASSWORD,
                "FTP_PASSWORD", FTP_PASSWORD,
                "ACCOUNT_COMMON_PASSWORD", COMMON_PASSWORD),
            directory.resolve("log"));
    service.awaitReady();
  }

  private void makeRole(String name, String password) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "CREATE ROLE %s SUPERUSER LOGIN PASSWORD '%s'".formatted(name, password)));
  }

  @AfterEach
  void stop() {
    service.close();
    around.close();
    http.close();
    database
        .jdbi()
        .useHandle(handle -> handle.execute("DROP ROLE %1$s, %1$s_owner".formatted(role)));
  }

  @Test
  void what_is_secret_is_seen_by_nobody_and_kept_by_nothing() throws IOException {
    var code = code(VICTIM);
    verify(VICTIM, code.equals("0000") ? "0001" : "0000");
    var token = token(verify(VICTIM, code));
    var imei = around.fleet.tracker(0).imei();
    register(VICTIM, imei, "7391", token);
    around.traccar.emitAnswer(imei, "PASS:8264");
    Eventually.until(
        "the answer is on the device",
        () -> around.attributeOf(imei, "Device Password").equals("8264"));
    register(VICTIM, imei, "7391", "a token of nobody");
    around.traccar.goDown();
    register(MALLORY, imei, "7391", token);
    around.traccar.comeBack();
    post("/qussd.php", "imei=" + imei + "&data=+CUSD: 0,\"Etebar: 1,000 Rial\",15");
    post("/api/otprequest", "{\"client_secret\":\"wrong-" + Neighbourhood.SECRET + "\"");
    signInFromBeforePeyk();
    askAdmin("/admin/schedules", NAMED_TOKEN);
    askAdmin("/admin/schedules", NAMED_TOKEN + "0");
    askAdmin("/admin/hearing/nothing", ADMIN_TOKEN);

    var secrets =
        List.of(
            Neighbourhood.SECRET,
            "older-secret",
            ADMIN_TOKEN,
            NAMED_TOKEN,
            DATABASE_PASSWORD,
            OWNER_PASSWORD,
            FTP_PASSWORD,
            COMMON_PASSWORD,
            token,
            around.administrator.token(),
            around.environment(Map.of()).get("OTP_KEY"),
            around.environment(Map.of()).get("SMS_KEY"));
    var numbers = List.of(VICTIM, VICTIM.substring(1), MALLORY.substring(1), imei);
    var shown = seen();
    assertThat(shown).allSatisfy(text -> assertThat(text).doesNotContain(secrets));
    assertThat(shown).allSatisfy(text -> assertThat(text).doesNotContain(numbers));
    assertThat(logged()).doesNotContain("code=" + code, "\"" + code + "\"", "=" + code);
    assertThat(logged()).doesNotContain("7391", "8264");
    assertThat(answers).allSatisfy(text -> assertThat(text).doesNotContain(secretsBut(token)));
    assertThat(stored()).doesNotContain(secrets).doesNotContain("\"" + code + "\"");
  }

  private String[] secretsBut(String token) {
    return new String[] {
      ADMIN_TOKEN,
      NAMED_TOKEN,
      DATABASE_PASSWORD,
      OWNER_PASSWORD,
      COMMON_PASSWORD,
      around.administrator.token(),
      "a key of at least"
    };
  }

  /** A user whose common password is tried and replaced. */
  private void signInFromBeforePeyk() {
    around.traccar.addUser("09121110009", COMMON_PASSWORD);
    verify("09121110009", code("09121110009"));
  }

  private void askAdmin(String path, String token) {
    send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.adminPort() + path))
            .header("Authorization", "Bearer " + token));
  }

  /** The log, health, and metrics. */
  private List<String> seen() throws IOException {
    return List.of(
        logged(),
        around.get(service.adminPort(), "/observe/health"),
        around.get(service.adminPort(), "/observe/metrics"));
  }

  private String logged() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  /** All rows of all tables as text. */
  private String stored() {
    return database
        .jdbi()
        .withHandle(handle -> {
          var all = new StringBuilder();
          handle
              .createQuery("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
              .mapTo(String.class)
              .list()
              .forEach(table ->
                  handle
                      .createQuery("SELECT one::text FROM \"" + table + "\" one")
                      .mapTo(String.class)
                      .forEach(row -> all.append(row).append('\n')));
          return all.toString();
        });
  }

  @Test
  void odd_texts_in_every_field_forge_no_line_and_cause_no_error() throws IOException {
    var imei = around.fleet.tracker(0).imei();
    for (var odd : ODD) {
      for (var field : List.of("phone", "sms_message", "user", "imei", "dp", "from")) {
        for (var path : List.of("/api/otprequest", "/api/otpverify", "/api/device", "/api/check")) {
          post(path, json(field, odd, imei));
        }
      }
      var encoded =
          URLEncoder.encode(odd.replace("\\r", "\r").replace("\\n", "\n"), StandardCharsets.UTF_8);
      post("/qussd.php", "imei=" + encoded + "&data=" + encoded);
      post("/qussd.php", "imei=" + imei + "&data=" + encoded);
      send(request("/fota.php?imei=" + encoded + "&sr=" + encoded + "&d=1&fw=1&rev=" + encoded));
      send(request("/" + encoded));
      send(request("/api/otprequest").header("X-Forwarded-For", encoded));
    }
    assertThat(answers).noneMatch(answer -> answer.startsWith("5"));
    assertThat(logged().lines().filter(line -> line.startsWith(FORGED))).isEmpty();
    assertThat(logged())
        .doesNotContain("\u0000", "\u0085", "\u2028", "\u202e", "\u2066", "\u001b")
        .doesNotContain("Exception");
    assertThat(service.isReady()).isTrue();
  }

  private static String json(String field, String odd, String imei) {
    var fields =
        new LinkedHashMap<>(
            Map.of(
                "client_secret", Neighbourhood.SECRET,
                "phone", VICTIM,
                "sms_message", "1234",
                "user", VICTIM,
                "imei", imei));
    fields.put(field, fields.getOrDefault(field, "") + odd);
    return fields.entrySet().stream()
        .map(one -> "\"%s\":\"%s\"".formatted(one.getKey(), one.getValue().replace("\"", "\\\"")))
        .collect(joining(",", "{", "}"));
  }

  /** Mallory changes all of her user that Traccar lets her change, before the victim comes. */
  @Test
  void nobody_takes_the_account_or_the_tracker_of_another() {
    var token = token(verify(MALLORY, code(MALLORY)));
    long mallory = around.idOf(MALLORY);
    for (var spelling :
        List.of(VICTIM, " " + VICTIM, "+98" + VICTIM.substring(1), "۰۹۱۲۱۱۱۰۰۰۱", VICTIM + " ")) {
      for (var field : List.of("email", "name", "phone", "login")) {
        putUser(mallory, token, Map.of(field, spelling));
      }
    }
    putUser(mallory, token, Map.of("administrator", "true"));
    putUser(mallory, token, Map.of("fixedEmail", "false"));
    putUser(mallory, token, Map.of("email", VICTIM));

    var hers = token(verify(VICTIM, code(VICTIM)));
    assertThat(around.idOf(VICTIM)).isNotEqualTo(mallory);
    assertThat(session(hers)).contains("\"email\":\"" + VICTIM + "\"");
    assertThat(session(token)).contains("\"id\":" + mallory).contains("\"administrator\":false");

    var imei = around.fleet.tracker(0).imei();
    assertThat(register(VICTIM, imei, "1", hers)).contains("device command sent");
    long device = around.traccar.device(imei).orElseThrow().id();
    assertThat(register(MALLORY, imei, "1", token)).contains("device already registered");
    for (var spelling : spellingsOfImei(imei)) {
      assertThat(register(MALLORY, spelling, "1", token)).doesNotContain("device command sent");
      assertThat(transfer(MALLORY, spelling, MALLORY, token)).doesNotContain("device command sent");
    }
    for (var from : List.of("", MALLORY, "09121110003", "' OR '1'='1", "*", "%")) {
      assertThat(transfer(MALLORY, imei, from, token)).doesNotContain("device command sent");
    }
    traccar("POST", "/api/permissions", "{\"userId\":%d,\"deviceId\":%d}", token, mallory, device);
    traccar(
        "PUT", "/api/devices/" + device, "{\"id\":%2$d,\"attributes\":{}}", token, mallory, device);
    assertThat(transfer(MALLORY, imei, VICTIM, token)).contains("token_mismatch");

    assertThat(around.attributeOf(imei, "assignee")).isEqualTo(String.valueOf(around.idOf(VICTIM)));
    assertThat(around.traccar.linksOf(device))
        .contains(around.idOf(VICTIM))
        .doesNotContain(mallory);
    usersFromBeforeGetNoNumberOfAnother();
  }

  /** Users from before Peyk may change their e-mail until their first sign-in. */
  private void usersFromBeforeGetNoNumberOfAnother() {
    Eventually.until(
        "all users are listed",
        () -> database.listedAccounts().completeAt().isAfter(Instant.EPOCH));
    var phone = "09121110013";
    for (var from : List.of(FROM_BEFORE, ADDRESS_FROM_BEFORE)) {
      long mallory = around.idOf(from);
      var token = around.traccar.tokenFor(mallory);
      putUser(mallory, token, Map.of("email", phone, "phone", phone, "name", phone));
      assertThat(around.idOf(phone)).as("she has it").isEqualTo(mallory);
      assertThat(verify(phone, code(phone))).contains("login_failed");
      var imei = around.fleet.tracker(1).imei();
      assertThat(register(phone, imei, "1", token)).doesNotContain("device command sent");
      putUser(mallory, token, Map.of("email", from));
    }
    assertThat(session(token(verify(FROM_BEFORE, code(FROM_BEFORE)))))
        .contains("\"email\":\"" + FROM_BEFORE + "\"");
    assertThat(session(token(verify(phone, code(phone))))).contains("\"email\":\"" + phone + "\"");
  }

  /**
   * Mallory's user is from before Peyk, so that she may change its e-mail. Whatever she makes of it
   * that only looks like a number, its owner gets another user.
   */
  @Test
  void an_email_that_only_looks_like_a_number_opens_no_account() {
    int number = 9_120_000;
    for (var spell : SPELLINGS) {
      var phone = "0912%07d".formatted(number++);
      var mallory = around.traccar.addUser("mallory%d@example.org".formatted(number), "hers");
      var token = around.traccar.tokenFor(mallory);
      var fields =
          Map.of("email", spell.apply(phone), "phone", phone, "login", phone, "name", phone);
      putUser(mallory, token, fields);
      assertThat(around.traccar.user(spell.apply(phone))).as("she has it").isPresent();

      var owners = token(verify(phone, code(phone)));
      assertThat(session(owners)).contains("\"email\":\"" + phone + "\"");
      assertThat(around.idOf(phone)).isNotEqualTo(mallory);
      assertThat(session(token)).contains("\"id\":" + mallory);
    }
  }

  private static final List<UnaryOperator<String>> SPELLINGS =
      List.of(
          phone -> phone + " x",
          phone -> "+98" + phone.substring(1),
          phone -> "0098" + phone.substring(1),
          phone -> "98" + phone.substring(1),
          phone -> phone.substring(1),
          phone -> "0" + phone,
          phone -> phone.replace('0', '\u06f0').replace('9', '\u06f9'),
          phone -> phone.replace('0', '\u0660').replace('9', '\u0669'),
          phone -> phone.replace('1', '\uff11'),
          phone -> phone.replace('1', 'l').replace('0', 'O'),
          phone -> phone + "\u200e",
          phone -> "\ufeff" + phone,
          phone -> phone.substring(0, 5) + "\u00ad" + phone.substring(5),
          phone -> phone + "@example.org",
          phone -> phone.substring(0, 4) + "-" + phone.substring(4),
          phone -> phone.substring(0, 10) + "_",
          phone -> phone.substring(0, 10) + "%");

  private static List<String> spellingsOfImei(String imei) {
    return List.of(
        " " + imei,
        imei + "\u200e",
        imei.replace('1', '\u06f1'),
        imei.replace('1', '\uff11'),
        "0" + imei,
        imei.substring(0, 14),
        imei + "0",
        imei.substring(0, 14) + "%",
        imei.substring(0, 14) + "_");
  }

  private void putUser(long id, String token, Map<String, String> change) {
    var fields = new LinkedHashMap<String, Object>(Map.of("id", id, "name", MALLORY));
    fields.put("email", MALLORY);
    fields.putAll(change);
    var body =
        fields.entrySet().stream()
            .map(one -> "\"%s\":%s".formatted(one.getKey(), value(one.getValue())))
            .collect(joining(",", "{", "}"));
    traccar("PUT", "/api/users/" + id, body.replace("%", "%%"), token, id, id);
  }

  private static String value(Object value) {
    return value instanceof Number || "true".equals(value) || "false".equals(value)
        ? value.toString()
        : "\"" + value + "\"";
  }

  private void traccar(
      String method, String path, String body, String token, long user, long device) {
    send(
        HttpRequest.newBuilder(URI.create(around.traccar.uri() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.formatted(user, device))));
  }

  private String session(String token) {
    return around.get(around.traccar.port(), "/api/session?token=" + token);
  }

  private String code(String phone) {
    around.post(service.port(), "/api/otprequest", "phone", phone);
    return around.sms.awaitMessage(phone, Eventually.TIMEOUT).input("param1");
  }

  private String verify(String phone, String code) {
    return around.post(service.port(), "/api/otpverify", "phone", phone, "sms_message", code);
  }

  private static String token(String body) {
    assertThat(body).contains("\"token\"");
    return body.replaceAll(".*\"token\":\"|\".*", "");
  }

  private String register(String phone, String imei, String password, String token) {
    return post(
        "/api/device",
        "{\"client_secret\":\"%s\",\"user\":\"%s\",\"imei\":\"%s\",\"dp\":\"%s\"}"
            .formatted(Neighbourhood.SECRET, phone, imei, password),
        token);
  }

  private String transfer(String phone, String imei, String from, String token) {
    return post(
        "/api/device",
        "{\"client_secret\":\"%s\",\"user\":\"%s\",\"imei\":\"%s\",\"from\":\"%s\"}"
            .formatted(Neighbourhood.SECRET, phone, imei, from),
        token);
  }

  private String post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private String post(String path, String body, String token) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .timeout(Eventually.TIMEOUT);
  }

  /** The status and the body. */
  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      var text = answer.statusCode() + " " + answer.body();
      answers.add(text);
      return text;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
