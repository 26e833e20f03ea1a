package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.adapters.sandbox.RestClient;

/** The web socket: the handshake and the frames. */
class TraccarSocketTest {
  private static final String IMEI = "350000000000015";
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final TraccarOptions QUICK =
      TraccarOptions.defaults().withAnswerDelay(Duration.ZERO);

  private ControllableTraccar traccar;
  private long userId;
  private long deviceId;

  @BeforeEach
  void start() {
    start(QUICK);
  }

  private void start(TraccarOptions options) {
    stop();
    traccar = ControllableTraccar.start(options);
    userId = traccar.addUser("09120000071", "p");
    deviceId = traccar.addDevice(IMEI, "one");
  }

  @AfterEach
  void stop() {
    if (traccar != null) {
      traccar.close();
    }
  }

  // The handshake

  @Test
  void without_credentials_the_handshake_gets_an_empty_200() {
    assertThat(handshake("", "")).isEqualTo(200);
    assertThat(handshake("", "JSESSIONID=unknown")).isEqualTo(200);
  }

  @Test
  void a_bad_token_gets_500() {
    assertThat(handshake("?token=nonsense", "")).isEqualTo(500);
    assertThat(handshake("?token=AAAA", "")).isEqualTo(500);
    var token = traccar.tokenFor(userId);
    traccar.disableUser(userId);
    assertThat(handshake("?token=" + token, "")).isEqualTo(500);
  }

  @Test
  void a_bearer_does_not_open_the_socket() {
    var refused =
        RestClient.of(traccar)
            .bearer(traccar.tokenFor(userId))
            .with("Sec-WebSocket-Version", "13")
            .get("/api/socket");

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.body()).isEmpty();
  }

  @Test
  void a_cookie_opens_the_socket() {
    var cookie =
        RestClient.of(traccar).get("/api/session?token=" + traccar.tokenFor(userId)).cookie();

    try (var frames = SocketClient.open(traccar, socket(""), cookie)) {
      assertThat(frames.next().toString()).isEqualTo("{\"positions\":[]}");
    }
  }

  private int handshake(String query, String cookie) {
    var failure = catchThrowable(() -> SocketClient.open(traccar, socket(query), cookie));
    assertThat(failure).hasCauseInstanceOf(WebSocketHandshakeException.class);
    return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
  }

  private URI socket(String query) {
    return URI.create("ws://127.0.0.1:" + traccar.port() + "/api/socket" + query);
  }

  // What makes a commandResult reach the socket

  static Stream<Arguments> setUps() {
    return Stream.of(
        arguments("administrator without a link, with a notification", 0, 0),
        arguments("linked without a notification", 1, 0),
        arguments("linked with always and web", 1, 1),
        arguments("group link with always and web", 1, 1),
        arguments("linked without always", 1, 0),
        arguments("linked without always, notification linked to the device", 1, 1),
        arguments("linked with mail", 1, 0),
        arguments("linked with no notificator", 1, 0),
        arguments("linked with allEvents", 1, 0),
        arguments("linked with two equal notifications", 1, 2),
        arguments("service account", 0, 0));
  }

  @ParameterizedTest
  @MethodSource("setUps")
  void what_makes_a_command_result_reach_the_socket(String setUp, int positions, int events) {
    try (var frames = open(tokenAfter(setUp))) {
      traccar.emitAnswer(IMEI, "IMSI:432110000000001");

      var all = frames.allSoFar();
      assertThat(SocketClient.count(all, "devices")).as("devices").isEqualTo(positions);
      assertThat(SocketClient.count(all, "positions")).as("positions").isEqualTo(positions);
      assertThat(SocketClient.count(all, "events")).as("events").isEqualTo(events);
    }
  }

  private String tokenAfter(String setUp) {
    if (setUp.startsWith("service")) {
      return traccar.serviceToken();
    }
    if (setUp.startsWith("administrator")) {
      var admin = traccar.administrator();
      traccar.addNotification(admin.id(), "commandResult", true, "web");
      return admin.token();
    }
    if (setUp.startsWith("group")) {
      linkByGroup();
    } else {
      traccar.link(userId, deviceId);
    }
    switch (setUp) {
      case "linked with always and web", "group link with always and web" -> notify(true, "web");
      case "linked without always" -> notify(false, "web");
      case "linked without always, notification linked to the device" ->
          asAdmin()
              .post(
                  "/api/permissions",
                  "{\"deviceId\":%d,\"notificationId\":%d}"
                      .formatted(deviceId, notify(false, "web")));
      case "linked with mail" -> notify(true, "mail");
      case "linked with no notificator" -> notify(true, "");
      case "linked with allEvents" -> traccar.addNotification(userId, "allEvents", true, "web");
      case "linked with two equal notifications" -> {
        notify(true, "web");
        notify(true, "web");
      }
      default -> {}
    }
    return traccar.tokenFor(userId);
  }

  private void linkByGroup() {
    var group = asAdmin().post("/api/groups", "{\"name\":\"all\"}").id();
    asAdmin()
        .put(
            "/api/devices/" + deviceId,
            "{\"id\":%d,\"name\":\"one\",\"uniqueId\":\"%s\",\"groupId\":%d}"
                .formatted(deviceId, IMEI, group));
    asAdmin().post("/api/permissions", "{\"userId\":%d,\"groupId\":%d}".formatted(userId, group));
  }

  private long notify(boolean always, String notificators) {
    return traccar.addNotification(userId, "commandResult", always, notificators);
  }

  private RestClient asAdmin() {
    return RestClient.of(traccar).bearer(traccar.serviceToken());
  }

  // Frames

  @Test
  void an_answer_is_a_device_at_once_then_the_event_then_the_position() {
    try (var frames = listening()) {
      traccar.emitAnswer(IMEI, " IMSI:432110000000001\r\n");

      var all = frames.allSoFar();
      assertThat(all).hasSize(3);
      assertThat(all.get(0).path("devices").path(0).path("status").asText()).isEqualTo("online");
      var event = all.get(1).path("events").path(0);
      assertThat(event.path("id").asLong()).isEqualTo(1);
      assertThat(event.path("positionId").asLong()).isEqualTo(1);
      assertThat(event.path("attributes").path("result").asText())
          .isEqualTo("IMSI:432110000000001");
      assertThat(event.path("attributes").path("message").asText())
          .startsWith("one command result received: IMSI:432110000000001 at ");
      assertThat(all.get(2).path("positions").path(0).path("attributes").path("result").asText())
          .isEqualTo("IMSI:432110000000001");
    }
  }

  @Test
  void the_first_frame_holds_the_latest_position_with_its_old_answer() {
    try (var frames = listening()) {
      traccar.emitAnswer(IMEI, "PASS:1234");
      frames.next("positions");
    }
    try (var again = SocketClient.open(traccar, traccar.tokenFor(userId))) {
      var first = again.next();
      assertThat(first.path("positions").findValuesAsText("result")).containsExactly("PASS:1234");
    }
  }

  @Test
  void an_answer_that_is_not_plain_ascii_comes_as_hex() {
    try (var frames = listening()) {
      traccar.emitAnswer(IMEI, "New value 1:\tx;");
      traccar.emitAnswer(IMEI, "همراه");
      traccar.emitAnswer(IMEI, " \r\n");
      traccar.emitAnswer(IMEI, "a\r\nb");

      assertThat(result(frames)).isEqualTo("4e65772076616c756520313a09783b");
      assertThat(result(frames)).isEqualTo("d987d985d8b1d8a7d987");
      assertThat(result(frames)).as("a blank answer is no event").isEqualTo("a\r\nb");
    }
  }

  @Test
  void an_answer_that_does_not_fit_comes_whole_but_with_the_id_0() {
    try (var frames = listening()) {
      var longAnswer = "ALLPARAMS:" + "1".repeat(4000);
      traccar.emitAnswer(IMEI, longAnswer);
      traccar.emitAnswer(IMEI, "short");

      var event = frames.next("events");
      assertThat(event.path("id").asLong()).isZero();
      assertThat(event.path("positionId").asLong()).isZero();
      assertThat(event.path("attributes").path("result").asText()).isEqualTo(longAnswer);
      assertThat(frames.next("events").path("id").asLong()).isEqualTo(1);
    }
  }

  @Test
  void an_answer_is_held_back_for_a_while() {
    start(QUICK.withAnswerDelay(Duration.ofMillis(300)));
    try (var frames = listening()) {
      var emitted = System.nanoTime();
      traccar.emitAnswer(IMEI, "PASS:1234");
      frames.next("devices");
      frames.next("events");

      assertThat(Duration.ofNanos(System.nanoTime() - emitted))
          .isGreaterThan(Duration.ofMillis(299));
    }
  }

  @Test
  void status_events_come_only_where_they_are_switched_on() {
    for (var enabled : new boolean[] {false, true}) {
      start(QUICK.withStatusEvents(enabled));
      for (var type : new String[] {"deviceOnline", "deviceOffline", "deviceUnknown"}) {
        traccar.addNotification(userId, type, true, "web");
      }
      try (var frames = listening()) {
        traccar.connect(IMEI);
        traccar.disconnect(IMEI);
        traccar.connect(IMEI);
        traccar.timeOut(IMEI);

        var all = frames.allSoFar();
        assertThat(all.stream().flatMap(f -> f.findValuesAsText("status").stream()))
            .containsExactly("online", "offline", "online", "unknown");
        assertThat(all.stream().flatMap(f -> f.findValuesAsText("type").stream()).count())
            .isEqualTo(enabled ? 4 : 0);
      }
    }
  }

  @Test
  void a_queued_command_tells_when_it_goes_out() {
    traccar.addNotification(userId, "queuedCommandSent", true, "web");
    try (var frames = listening()) {
      asAdmin()
          .post(
              "/api/commands/send",
              "{\"deviceId\":%d,\"type\":\"custom\",\"attributes\":{\"data\":\"getver\"}}"
                  .formatted(deviceId));
      traccar.connect(IMEI);

      var event = frames.next("events");
      assertThat(event.path("type").asText()).isEqualTo("queuedCommandSent");
      assertThat(event.path("attributes").path("id").asLong()).isEqualTo(1);
    }
  }

  @Test
  void a_put_sends_no_frame() {
    try (var frames = listening()) {
      asAdmin()
          .put(
              "/api/devices/" + deviceId,
              "{\"id\":%d,\"name\":\"new\",\"uniqueId\":\"%s\"}".formatted(deviceId, IMEI));

      assertThat(frames.allSoFar()).isEmpty();
    }
  }

  @Test
  void positions_come_in_numbers() {
    try (var frames = listening()) {
      traccar.emitPositions(50);

      assertThat(SocketClient.count(frames.allSoFar(), "positions")).isEqualTo(50);
    }
  }

  @Test
  void every_socket_of_a_user_gets_everything_also_once_he_is_disabled() {
    traccar.link(userId, deviceId);
    notify(true, "web");
    try (var one = open(traccar.tokenFor(userId));
        var two = open(traccar.tokenFor(userId))) {
      traccar.disableUser(userId);
      traccar.emitAnswer(IMEI, "PASS:1234");

      assertThat(result(one)).isEqualTo("PASS:1234");
      assertThat(result(two)).isEqualTo("PASS:1234");
    }
  }

  @Test
  void an_unregistered_tracker_is_added_where_that_is_switched_on() {
    start(QUICK.withRegisterUnknown(true));
    traccar.connect("350000000000098");

    var device = traccar.device("350000000000098").orElseThrow();
    assertThat(device.name()).isEqualTo("350000000000098");
    assertThat(traccar.linksOf(device.id())).isEmpty();
  }

  // Links made while a socket is open

  @Test
  void a_new_link_shows_in_events_at_once_and_elsewhere_after_all_sockets_were_closed() {
    notify(true, "web");
    try (var stays = open(traccar.tokenFor(userId))) {
      traccar.link(userId, deviceId);
      traccar.emitAnswer(IMEI, "one");
      assertThat(kinds(stays)).isEqualTo(Map.of("events", 1L));

      try (var second = open(traccar.tokenFor(userId))) {
        traccar.emitAnswer(IMEI, "two");
        assertThat(kinds(second)).isEqualTo(Map.of("events", 1L));
      }
    }
    assertThat(traccar.await(TIMEOUT, () -> traccar.openSockets() == 0)).isTrue();

    try (var fresh = open(traccar.tokenFor(userId))) {
      traccar.emitAnswer(IMEI, "three");
      assertThat(kinds(fresh)).isEqualTo(Map.of("devices", 1L, "events", 1L, "positions", 1L));
      traccar.unlink(userId, deviceId);
      traccar.emitAnswer(IMEI, "four");
      assertThat(kinds(fresh)).isEqualTo(Map.of("devices", 1L, "positions", 1L));
    }
  }

  private static Map<String, Long> kinds(SocketClient frames) {
    return frames.allSoFar().stream()
        .collect(Collectors.groupingBy(frame -> frame.fieldNames().next(), Collectors.counting()));
  }

  // Ends

  @Test
  void dropped_sockets_end_without_a_close_frame() {
    var frames = listening();
    traccar.dropSockets();

    assertThat(frames.awaitEnd()).isEqualTo("no close frame");
    assertThat(traccar.openSockets()).isZero();
  }

  @Test
  void a_client_that_closes_is_answered_and_forgotten() {
    listening().close();

    assertThat(traccar.await(TIMEOUT, () -> traccar.openSockets() == 0)).isTrue();
  }

  @Test
  void a_ping_is_answered_among_frames() {
    try (var frames = listening()) {
      traccar.emitPositions(100);
      frames.ping();
      traccar.emitPositions(100);

      for (var frame = frames.next(); !frame.has("pong"); frame = frames.next()) {
        assertThat(frame.isMissingNode()).isFalse();
      }
    }
  }

  private SocketClient listening() {
    traccar.link(userId, deviceId);
    notify(true, "web");
    return open(traccar.tokenFor(userId));
  }

  private SocketClient open(String token) {
    var frames = SocketClient.open(traccar, token);
    assertThat(frames.next().has("positions")).isTrue();
    return frames;
  }

  private static String result(SocketClient frames) {
    return frames.next("events").path("attributes").path("result").asText();
  }
}
