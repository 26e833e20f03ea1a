package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.trackers.SimulatedTracker;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/**
 * A Traccar that misbehaves in every way, one after the other, beside one running service. Apps and
 * trackers go on all the time; afterwards what they were told is compared with what is stored.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraccarFaultsIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** How long each fault lasts once health tells it. */
  private static final Duration LASTS = Duration.ofSeconds(Endurance.size(0, 60));

  private static final int TRACKERS = 48;
  private static final int EVENTS = 1000;
  private static final int BIG_FRAME = 3 * 1024 * 1024;

  private PostgresDatabase database;
  private Neighbourhood around;
  private FaultyLine line;
  private RunningService service;

  /** They go on through all faults. */
  private BusyClients clients;

  private int usedTrackers;

  @BeforeAll
  void start() {
    database = DATABASE.open();
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), TRACKERS);
    line = new FaultyLine(around.traccar.port());
    service =
        RunningService.start(
            around,
            Map.of(
                "TRACCAR_URL", line.uri().toString(),
                "TRACCAR_CONNECT_TIMEOUT", Endurance.size(500, 3000) + "ms",
                "TRACCAR_REQUEST_TIMEOUT", Endurance.size(500, 5000) + "ms",
                "TRACCAR_LINK_INTERVAL", "10s",
                "USSD_TRACKER_PER_HOUR", "0",
                "PROVISIONING_DELAY", "1h",
                "COMMAND_GAP", "1s"));
    service.awaitReady();
    until("all is well", this::isWell);
    clients = new BusyClients(around, service.port());
    clients.phone("09123330000", List.of(nextTracker()));
    clients.tracker(nextTracker().imei());
    until("clients are served", clients::haveBegun);
  }

  @AfterEach
  void mend() {
    around.traccar.enableUser(around.administrator.id());
    around.traccar.comeBack();
    around.traccar.requests().clearFaults();
    line.mend();
  }

  @AfterAll
  void stop() {
    clients.close();
    service.close();
    line.close();
    around.close();
  }

  @Test
  void it_accepts_connections_and_stays_silent() throws InterruptedException {
    stage("silent", line::freeze, line::mend);
  }

  @Test
  void each_answer_takes_thirty_seconds() throws InterruptedException {
    stage("slow", () -> line.slow(Duration.ofSeconds(30)), line::mend);
  }

  @Test
  void each_answer_ends_in_the_middle_of_its_body() throws InterruptedException {
    stage("half answers", line::halve, line::mend);
  }

  @Test
  void a_proxy_answers_404_to_everything() throws InterruptedException {
    stage("404", () -> line.answer(404), line::mend);
  }

  @Test
  void a_proxy_answers_200_and_a_page_to_everything() throws InterruptedException {
    stage("a page", () -> line.answer(200), line::mend);
  }

  @Test
  void everything_fails_with_500() throws InterruptedException {
    stage("500", () -> line.answer(500), line::mend);
  }

  /** The socket stays open meanwhile. */
  @Test
  void its_own_errors_are_told_although_events_still_come() throws InterruptedException {
    var requests = around.traccar.requests();
    stage(
        "errors",
        () ->
            List.of("GET", "POST", "PUT", "DELETE")
                .forEach(method -> requests.failNext(method, "/api", 500, Integer.MAX_VALUE)),
        requests::clearFaults);
  }

  @Test
  void it_restarts_and_forgets_all_sessions() throws InterruptedException {
    stage("restart", around.traccar::goDown, around.traccar::restart);
  }

  @Test
  void the_token_is_refused() throws InterruptedException {
    stage(
        "token",
        () -> {
          around.traccar.disableUser(around.administrator.id());
          line.cut();
        },
        () -> around.traccar.enableUser(around.administrator.id()));
  }

  /** Health tells of the fault, and in the end everybody has what they were promised. */
  private void stage(String fault, Runnable begin, Runnable end) throws InterruptedException {
    var silent = nextTracker();
    var password = "%04d".formatted(usedTrackers);
    until("all is well before " + fault, this::isWell);
    try (var newcomers = new BusyClients(around, service.port())) {
      var begun = System.nanoTime();
      begin.run();
      newcomers.phone("0912333" + password, List.of(nextTracker(), nextTracker()));
      until(fault + " is told", () -> !isWell());
      Figures.since(fault + " is told after", begun);
      assertThat(health()).contains("\"status\":\"DEGRADED\"", "\"ready\":true");
      around.traccar.emitAnswer(silent.imei(), "PASS:" + password);
      awaitThatOthersAreServed();
      until(fault + " lasts", () -> System.nanoTime() - begun > LASTS.toNanos());
      assertThat(isWell()).isFalse();

      var ended = System.nanoTime();
      end.run();
      around.fleet.switchOn();
      until("all is well after " + fault, this::isWell);
      Figures.since("normal after " + fault, ended);
      until("newcomers are registered", () -> newcomers.registrations() == 2);
      newcomers.stop();
      until("registrations are finished", () -> newcomers.unnamed() == 0);
      until("the missed answer is fetched", () -> password(silent).equals(password));
      assertKept(newcomers);
      assertKept(clients);
    }
  }

  /** Codes go out and messages are taken, whatever Traccar does. */
  private void awaitThatOthersAreServed() {
    int texts = around.sms.messages().size();
    int messages = clients.ussdMessages().size();
    until("codes are sent", () -> around.sms.messages().size() > texts + 1);
    until("messages are taken", () -> clients.ussdMessages().size() > messages + 1);
  }

  private void assertKept(BusyClients clients) {
    assertThat(clients.answers().bad()).as(clients.answers().toString()).isEmpty();
    clients.assertKept(database.jdbi());
    assertThat(around.get(service.adminPort(), "/admin/jobs/failed?state=parked"))
        .contains("\"items\":[]");
  }

  @Test
  void a_thousand_answers_come_while_the_socket_is_down_and_some_come_twice() {
    var tracker = nextTracker();
    until("all is well", this::isWell);
    int before = number("SELECT count(*) FROM event_inbox");
    line.answer(502);
    until("nobody listens", () -> around.traccar.openSockets() == 0);
    for (int i = 0; i < EVENTS; i++) {
      around.traccar.emitAnswer(tracker.imei(), "PASS:%04d".formatted(i));
    }
    line.mend();
    until("the last has its effect", () -> password(tracker).equals("0999"));
    // The gap is fetched again, with what was fetched before.
    line.cut();
    until("nobody listens", () -> !isWell());
    until("all is well", this::isWell);
    until("all are handled", this::isAllHandled);
    assertThat(number("SELECT count(*) FROM event_inbox") - before).isEqualTo(EVENTS);
  }

  @Test
  void huge_frames_and_odd_ones_do_not_keep_answers_away() {
    var tracker = nextTracker();
    var device = around.traccar.device(tracker.imei()).orElseThrow().id();
    until("all is well", this::isWell);
    var positions = "{\"positions\":[%s]}".formatted("{\"id\":1},".repeat(BIG_FRAME / 9) + "{}");
    around.traccar.emitFrame(positions, positions.length());
    around.traccar.emitFrame(positions, 1000);
    around.traccar.emitFrame(answers(device, "\"PASS:1111\""), 10);
    for (var odd :
        List.of("", "null", "[]", "7", "{", "{\"events\":null}", "{\"events\":[null]}")) {
      around.traccar.emitFrame(odd, 1000);
    }
    around.traccar.emitFrame(
        "{\"events\":[{\"id\":null,\"attributes\":null,\"deviceId\":null,\"type\":null,"
            + "\"eventTime\":null},{\"type\":\"commandResult\",\"attributes\":{\"result\":null}}]}",
        1000);
    around.traccar.emitFrame(answers(device, "null"), 1000);
    around.traccar.emitFrame("{\"devices\":[{\"id\":null,\"status\":null},null]}", 1000);
    around.traccar.emitAnswer(tracker.imei(), "PASS:2222");
    until("it has its effect", () -> password(tracker).equals("2222"));
    until("all are handled", this::isAllHandled);
    assertThat(isWell()).isTrue();
  }

  private static String answers(long device, String result) {
    return ("{\"events\":[{\"id\":0,\"attributes\":{\"result\":%s},\"deviceId\":%d,"
            + "\"type\":\"commandResult\",\"eventTime\":\"2026-01-01T00:00:00.000+00:00\"}]}")
        .formatted(result, device);
  }

  @Test
  void answers_that_come_late_do_not_undo_newer_ones() {
    var tracker = nextTracker();
    var device = around.traccar.device(tracker.imei()).orElseThrow().id();
    until("all is well", this::isWell);
    around.traccar.emitAnswer(tracker.imei(), "PASS:3333");
    until("it has its effect", () -> password(tracker).equals("3333"));
    for (int i = 0; i < 3; i++) {
      around.traccar.emitFrame(answers(device, "\"PASS:000" + i + "\""), 1000);
      around.traccar.emitFrame(answers(device, "\"PASS:000" + i + "\""), 1000);
    }
    var late = "SELECT count(*) FROM event_inbox WHERE event_id = 0 AND device_id = " + device;
    until("they have come", () -> number(late) >= 3);
    until("all are handled", this::isAllHandled);
    assertThat(number(late)).isEqualTo(3);
    assertThat(password(tracker)).isEqualTo("3333");
  }

  @Test
  void a_device_that_is_deleted_and_made_again_is_heard_and_free_for_anybody() {
    var tracker = nextTracker();
    var imei = tracker.imei();
    var owner = "09124440001";
    var stranger = "09124440002";
    until("all is well", this::isWell);
    signIn(owner);
    signIn(stranger);
    assertThat(register(owner, imei)).contains("device command sent");
    until("it is named", () -> around.nameOf(imei).equals("خودرو 1"));

    around.traccar.deleteDevice(imei);
    around.traccar.emitFrame("{}", 100);
    assertThat(register(owner, imei)).contains("\"code\":\"device_unknown\"");
    around.traccar.addDevice(imei, "made again");
    tracker.switchOn();
    assertThat(register(stranger, imei)).contains("device command sent");
    until("it is the stranger's", () -> isLinkedTo(imei, stranger));
    around.traccar.emitAnswer(imei, "PASS:4444");
    until("it is heard", () -> password(tracker).equals("4444"));
    assertKept(clients);
  }

  private void signIn(String phone) {
    around.post(service.port(), "/api/otprequest", "phone", phone);
    var code = around.sms.awaitMessage(phone, Neighbourhood.PATIENCE).input("param1");
    assertThat(around.post(service.port(), "/api/otpverify", "phone", phone, "sms_message", code))
        .contains("\"token\"");
  }

  private String register(String phone, String imei) {
    return around.post(service.port(), "/api/device", "user", phone, "imei", imei);
  }

  private boolean isLinkedTo(String imei, String phone) {
    var user = around.idOf(phone);
    return around.attributeOf(imei, "assignee").equals(String.valueOf(user))
        && around.traccar.linksOf(around.traccar.device(imei).orElseThrow().id()).contains(user);
  }

  private SimulatedTracker nextTracker() {
    return around.fleet.tracker(usedTrackers++);
  }

  private String password(SimulatedTracker tracker) {
    return String.valueOf(around.attributeOf(tracker.imei(), "Device Password"));
  }

  private boolean isAllHandled() {
    return number("SELECT count(*) FROM event_inbox WHERE handled_at IS NULL") == 0;
  }

  private int number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private boolean isWell() {
    return health().startsWith("{\"status\":\"UP\"");
  }

  private String health() {
    return around.get(service.adminPort(), "/observe/health");
  }

  private void until(String what, BooleanSupplier condition) {
    try {
      Eventually.until(what, condition);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; health: " + health(), e);
    }
  }
}
