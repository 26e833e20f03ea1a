package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak;
import peyk.bootstrap.doctor.Doctor;
import peyk.bootstrap.settings.Settings;

/** What {@code peyk doctor} says of neighbours that are well, and of those that are not. */
class DoctorIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @TempDir Path directory;
  private Neighbourhood around;

  private record Visit(boolean well, String report) {}

  @BeforeEach
  void start() {
    DATABASE.clear(DATABASE.open());
    around = new Neighbourhood(DATABASE.config(), 3);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void where_all_is_well_it_says_so() throws Exception {
    var visit = visit(Map.of());

    assertThat(visit.report())
        .contains("All would work.")
        .containsPattern("ok +settings")
        .containsPattern("ok +service +it is not running; its ports \\d+ and \\d+ are free")
        .containsPattern("ok +database .*PostgreSQL .* up to date")
        .containsPattern("ok +Traccar +it is Traccar 6.14.5")
        .containsPattern("ok +Traccar +the token is that of an administrator")
        .containsPattern("ok +Traccar +its clock and ours agree")
        .containsPattern("ok +SMS gateway +its credit is 1250000 rials")
        .containsPattern("ok +SMS gateway +template OtpLogin is approved")
        .containsPattern("ok +SMS gateway +the longest text has 4 characters in GSM-7")
        .containsPattern("ok +FTP +it is off")
        .doesNotContain("FAULT");
    assertThat(visit.well()).isTrue();
  }

  @Test
  void what_the_service_repairs_is_no_fault_and_nothing_is_changed() throws Exception {
    var visit = visit(Map.of());

    assertThat(visit.report())
        .containsPattern("note +Traccar +notifications .* missing: commandResult, deviceOnline")
        .containsPattern("note +Traccar +3 of 3 devices were not linked");
    assertThat(around.traccar.notificationsOf(around.administrator.id())).isEmpty();
    assertThat(around.traccar.linksOf(deviceId(0))).isEmpty();
    assertThat(around.sms.messages()).isEmpty();
  }

  @Test
  void of_a_service_account_token_it_names_the_fault_and_the_cure() throws Exception {
    var visit = visit(Map.of("TRACCAR_TOKEN", around.traccar.serviceToken()));

    assertThat(visit.well()).isFalse();
    assertThat(visit.report())
        .containsPattern("FAULT +Traccar +the token is that of Traccar's service account")
        .contains(
            "→ create an administrator in Traccar, and set TRACCAR_TOKEN to a token of that user")
        .contains("One thing would not work.")
        .containsPattern("ok +SMS gateway");
  }

  @Test
  void what_is_away_keeps_it_from_nothing_else() throws Exception {
    around.traccar.goDown();
    around.sms.goDown();

    var visit = visit(Map.of("DATABASE_PASSWORD", "wrong", "DATABASE_USER", "nobody"));

    assertThat(visit.well()).isFalse();
    assertThat(visit.report())
        .containsPattern("FAULT +database")
        .containsPattern("FAULT +Traccar +Traccar cannot be reached")
        .containsPattern("FAULT +SMS gateway +Ghasedak cannot be asked")
        .containsPattern("ok +FTP")
        .contains("3 things would not work.");
  }

  @Test
  void of_the_sms_gateway_it_sees_credit_template_and_hash() throws Exception {
    around.sms.credit(100);
    around.sms.template(SimulatedGhasedak.TEMPLATE, "param1", "Hash");

    var visit = visit(Map.of("SMS_HASH", "FA+9z1kQxYa"));

    assertThat(visit.report())
        .containsPattern("FAULT +SMS gateway +its credit is used up")
        .containsPattern("FAULT +SMS gateway +template OtpLogin has the parameters param1, Hash")
        .containsPattern("note +SMS gateway +the app hash has other characters");
  }

  @Test
  void all_that_is_wrong_with_settings_is_told_and_the_rest_is_looked_at() throws Exception {
    var visit =
        visit(
            Map.of(
                "TRACCAR_TOKEN", "", "OTP_KEY", "short", "LOG_LEVEL", "loud", "SERVER_PROT", "1"));

    assertThat(visit.well()).isFalse();
    assertThat(visit.report())
        .containsPattern("FAULT +settings +traccar.token \\(TRACCAR_TOKEN\\) is missing")
        .containsPattern("FAULT +settings +otp.key \\(OTP_KEY\\) is too short")
        .containsPattern("FAULT +settings +log.level \\(LOG_LEVEL\\) must be one of")
        .containsPattern("note +settings +.*SERVER_PROT is no setting")
        .containsPattern("note +Traccar +it was not looked at")
        .containsPattern("ok +database")
        .containsPattern("ok +SMS gateway")
        .contains("3 things would not work.");
  }

  @Test
  void a_file_that_cannot_be_read_leaves_nothing_to_look_at() throws Exception {
    var visit = visit(Optional.of(directory.resolve("none.yaml")), Map.of());

    assertThat(visit.well()).isFalse();
    assertThat(visit.report())
        .containsPattern("FAULT +settings +the file .*none.yaml cannot be read")
        .containsPattern("note +database +it was not looked at");
  }

  @Test
  void no_secret_is_told() throws Exception {
    var visit =
        visit(Map.of("ADMIN_TOKEN", "admin-word", "SMS_KEY", "another-word", "OTP_KEY", "short"));

    assertThat(visit.report())
        .containsPattern("FAULT +SMS gateway +it refuses the key")
        .containsPattern("note +settings +ADMIN_TOKEN is short and may be guessed")
        .doesNotContain("admin-word", "another-word", "app-secret")
        .doesNotContain(around.administrator.token());
  }

  @Test
  void beside_the_running_service_its_ports_are_no_fault_and_its_measurements_are_told()
      throws Exception {
    var own = new HashMap<>(ftp());
    own.put("ADMIN_TOKEN", "admin-word");
    own.put("ADMIN_PORT", Integer.toString(freePort()));
    own.put("SERVER_PORT", Integer.toString(freePort()));
    var peyk = around.start(own);
    var imei = around.fleet.tracker(0).imei();
    awaitHealth(peyk, "trackers are heard");
    awaitHealth(peyk, "\"socketConnected\":true");
    around.traccar.emitAnswer(imei, "PASS:4711");
    awaitHealth(peyk, "\"lastEvent\"");
    around.checkHearing(peyk, "admin-word");

    var visit = visit(own);

    assertThat(visit.report())
        .containsPattern("ok +service +it is running, and says of itself that it is UP")
        .containsPattern("ok +Traccar +trackers' answers come \\d+\\.\\d s after")
        .containsPattern("ok +Traccar +all 3 devices are linked")
        .containsPattern("ok +FTP +it answers on port \\d+, and takes the account")
        .containsPattern("ok +FTP +trackers are sent to 127.0.0.1")
        .contains("All would work.");
    assertThat(visit.well()).isTrue();
  }

  @Test
  void an_embedded_database_is_looked_at_while_it_runs_and_not_started() throws Exception {
    var data = directory.resolve("data");
    var own = Map.of("DATABASE_URL", "", "DATA_DIRECTORY", data.toString());
    assertThat(visit(own).report())
        .containsPattern("ok +database +an embedded one, in .*: the service starts it");
    assertThat(data).doesNotExist();

    var peyk = around.start(own);
    assertThat(visit(own).report())
        .containsPattern(
            "ok +database +an embedded one that runs, in .*: its tables are up to date");
    around.stop(peyk);
    Files.createFile(directory.resolve("file"));
    var wrong = Map.of("DATABASE_URL", "", "DATA_DIRECTORY", directory + "/file/data");
    assertThat(visit(wrong).report()).containsPattern("FAULT +database +an embedded one would be");
  }

  @Test
  void a_port_that_somebody_else_has_is_a_fault() throws Exception {
    try (var somebody = new ServerSocket()) {
      somebody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var port = Integer.toString(somebody.getLocalPort());

      assertThat(visit(Map.of("SERVER_PORT", port)).report())
          .containsPattern("FAULT +service +it cannot listen on 127.0.0.1 port " + port);
    }
    assertThat(visit(Map.of("ADMIN_PORT", Integer.toString(around.sms.port()))).report())
        .containsPattern("FAULT +service +the admin port \\d+ is in use: something else than Peyk");
  }

  @Test
  void the_admin_token_is_not_for_whoever_else_has_the_port() throws Exception {
    assertThat(tokensThatGoTo("{\"status\":\"UP\"}")).containsExactly("/observe/health null");
    assertThat(tokensThatGoTo("{\"status\":\"UP\",\"checks\":[]}"))
        .containsExactly("/observe/health null", "/admin/hearing Bearer admin-word");
  }

  /** Asks a server that gives this answer to all. */
  private List<String> tokensThatGoTo(String answer) throws Exception {
    var asked = new CopyOnWriteArrayList<String>();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(200, answer.length());
          exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try {
      var port = Integer.toString(server.getAddress().getPort());
      visit(Map.of("ADMIN_PORT", port, "ADMIN_TOKEN", "admin-word"));
      return asked;
    } finally {
      server.stop(0);
    }
  }

  @Test
  void trackers_have_to_find_the_ftp_server() throws Exception {
    var own = new HashMap<>(ftp());
    own.put("FTP_PUBLIC_HOST", "nowhere.invalid");
    assertThat(visit(own).report())
        .containsPattern("ok +FTP +its port \\d+ is free")
        .containsPattern("FAULT +FTP +trackers are sent to nowhere.invalid");
    own.put("FTP_PUBLIC_HOST", "192.0.2.1");
    assertThat(visit(own).report()).containsPattern("note +FTP +trackers are sent to 192.0.2.1");
    own.put("FTP_EXTERNAL_ADDRESS", "192.0.2.1");
    assertThat(visit(own).report()).containsPattern("ok +FTP +trackers are sent to 192.0.2.1");
  }

  private Map<String, String> ftp() throws IOException {
    return Map.of(
        "FTP_ENABLED", "true",
        "FTP_HOST", "127.0.0.1",
        "FTP_PORT", Integer.toString(freePort()),
        "FTP_PUBLIC_HOST", "127.0.0.1",
        "FTP_USER", "tracker",
        "FTP_PASSWORD", "ftp-word",
        "FTP_PASSIVE_PORTS", "0");
  }

  private Visit visit(Map<String, String> own) throws InterruptedException {
    return visit(Optional.empty(), own);
  }

  private Visit visit(Optional<Path> file, Map<String, String> own) throws InterruptedException {
    var environment = new HashMap<>(around.environment(Map.of()));
    environment.put("SERVER_PORT", "0");
    environment.put("ADMIN_PORT", "0");
    environment.putAll(own);
    var report = new ByteArrayOutputStream();
    var console = new PrintStream(report, true, StandardCharsets.UTF_8);
    var well = new Doctor(Settings.examine(file, environment), console).examine();
    return new Visit(well, report.toString(StandardCharsets.UTF_8));
  }

  private void awaitHealth(Application peyk, String what) {
    assertThat(
            around.traccar.await(
                Neighbourhood.PATIENCE,
                () -> around.get(peyk.adminPort(), "/observe/health").contains(what)))
        .as(what)
        .isTrue();
  }

  private long deviceId(int tracker) {
    return around.traccar.device(around.fleet.tracker(tracker).imei()).orElseThrow().id();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
