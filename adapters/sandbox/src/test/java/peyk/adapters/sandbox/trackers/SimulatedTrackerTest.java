package peyk.adapters.sandbox.trackers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.adapters.sandbox.RestClient;
import peyk.adapters.sandbox.TestClock;
import peyk.adapters.sandbox.traccar.ControllableTraccar;
import peyk.adapters.sandbox.traccar.SocketClient;
import peyk.adapters.sandbox.traccar.TraccarOptions;

/** The answers of simulated trackers to commands through the simulated Traccar. */
class SimulatedTrackerTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final TestClock clock = new TestClock();
  private ControllableTraccar traccar;
  private SimulatedFleet fleet;
  private SimulatedTracker tracker;
  private RestClient asAdmin;
  private SocketClient frames;

  @BeforeEach
  void start() {
    traccar =
        ControllableTraccar.start(
            TraccarOptions.defaults().withClock(clock).withAnswerDelay(Duration.ZERO));
    fleet = SimulatedFleet.t950(traccar, 4);
    tracker = fleet.tracker(0).imsi("432350000000001").password("4321");
    var admin = traccar.administrator();
    asAdmin = RestClient.of(traccar).bearer(admin.token());
    traccar.link(admin.id(), traccar.device(tracker.imei()).orElseThrow().id());
    traccar.addNotification(admin.id(), "commandResult", true, "web");
    frames = SocketClient.open(traccar, admin.token());
  }

  @AfterEach
  void stop() {
    frames.close();
    traccar.close();
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        arguments("getver", "VERSION:2.1.0d MODEL:95/2"),
        arguments("getimsi", "IMSI:432350000000001"),
        arguments("getpass", "PASS:4321"),
        arguments("getparam 2001;2002;2003", "Param ID:2001 Value:0;2002:0;2003:0;"),
        arguments("getparam 17703", "Param ID:17703 Value:0;"),
        arguments("setparam 2001:aaa;2002:b:b", "New value 2001:aaa;2002:b:b;"),
        arguments("bacmd:ALLPARAMS", "ALLPARAMS:100:200;101:300;"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_command_is_answered(String command, String answer) {
    assertThat(send(command).status()).isEqualTo(200);

    assertThat(nextResult()).isEqualTo(answer);
    assertThat(tracker.received()).containsExactly(command);
  }

  @Test
  void a_registration_tells_all_about_the_tracker() {
    send(
        "{\\\"c\\\": 29, \\\"param\\\": {\\\"owner\\\": \\\"09120000081\\\", \\\"devicePassword\\\": null}}");

    assertThat(nextResult())
        .isEqualTo(
            """
            {"cmd":29,"param":{"imei":"%s","imsi":"432350000000001","spn":"IR-MCI","fw":131081,\
            "dp":"4321","dm":95,"dr":2,"ts":%d,"owner":"09120000081"}}\
            """
                .formatted(tracker.imei(), clock.instant().getEpochSecond()));
  }

  @Test
  void a_persian_operator_makes_the_registration_a_hex_dump() {
    tracker.operator("همراه اول");
    send("{\\\"c\\\": 29, \\\"param\\\": {\\\"owner\\\": \\\"x\\\"}}");

    var text = new String(HexFormat.of().parseHex(nextResult()), StandardCharsets.UTF_8);
    assertThat(text).startsWith("{\"cmd\":29").contains("\"spn\":\"همراه اول\"");
  }

  @Test
  void a_control_character_at_the_end_makes_an_answer_a_hex_dump() {
    tracker.answerEnding("\0");
    send("getimsi");

    assertThat(new String(HexFormat.of().parseHex(nextResult()), StandardCharsets.US_ASCII))
        .isEqualTo("IMSI:432350000000001\0");

    tracker.answerEnding("\r\n");
    send("getimsi");
    assertThat(nextResult()).isEqualTo("IMSI:432350000000001");
  }

  @Test
  void a_parameter_keeps_its_value() {
    send("setparam 2001:abc");
    nextResult();
    send("getparam 2001;2002");

    assertThat(nextResult()).isEqualTo("Param ID:2001 Value:abc;2002:0;");
  }

  @Test
  void a_ussd_command_has_no_answer_here_but_somebody_hears_it() throws Exception {
    var heard = new CompletableFuture<String>();
    tracker.onUssd(heard::complete);
    send("qssd:*555*1*2#");

    assertThat(heard.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("*555*1*2#");
    assertThat(SocketClient.count(frames.allSoFar(), "events")).isZero();
  }

  @Test
  void a_mute_tracker_takes_commands_and_says_nothing() {
    tracker.mute(true);
    send("getver");
    traccar.awaitCommand(tracker.imei(), "getver", TIMEOUT);
    assertThat(traccar.await(TIMEOUT, () -> tracker.received().contains("getver"))).isTrue();

    assertThat(SocketClient.count(frames.allSoFar(), "events")).isZero();
  }

  @Test
  void an_answer_can_be_anything() {
    tracker.answer("getver", "ERROR");
    send("getver");

    assertThat(nextResult()).isEqualTo("ERROR");
  }

  @Test
  void a_slow_tracker_takes_its_time() {
    tracker.replyDelay(Duration.ofMillis(200));
    var asked = System.nanoTime();
    send("getver");
    nextResult();

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(199));
  }

  @Test
  void a_tracker_that_is_off_is_not_reached_until_it_is_on_again() {
    tracker.switchOff();
    assertThat(traccar.device(tracker.imei()).orElseThrow().status()).isEqualTo("offline");
    assertThat(send("getver").status()).isEqualTo(400);

    tracker.switchOn();
    assertThat(send("getver").status()).isEqualTo(200);
    assertThat(nextResult()).startsWith("VERSION:");
  }

  @Test
  void the_least_pause_between_two_commands_to_a_tracker_is_known() {
    var pauses = List.of(Duration.ofSeconds(9), Duration.ofSeconds(5), Duration.ofSeconds(7));
    assertThat(traccar.leastPauseBetweenCommandsTo(tracker.imei())).isEmpty();
    send("getver");
    assertThat(traccar.leastPauseBetweenCommandsTo(tracker.imei())).isEmpty();
    for (var pause : pauses) {
      clock.advance(pause);
      send("getver");
    }
    assertThat(traccar.leastPauseBetweenCommandsTo(tracker.imei())).contains(pauses.get(1));
    assertThat(traccar.leastPauseBetweenCommandsTo(fleet.tracker(1).imei())).isEmpty();
  }

  @Test
  void most_of_a_fleet_is_on_and_has_imeis_with_a_right_check_digit() {
    assertThat(fleet.trackers())
        .extracting(SimulatedTracker::isOnline)
        .containsExactly(true, true, true, false);
    assertThat(fleet.trackers())
        .extracting(SimulatedTracker::imei)
        .containsExactly(
            "867717033890519", "867717033890527", "867717033890535", "867717033890543");
    assertThat(traccar.device("867717033890527").orElseThrow())
        .satisfies(device -> {
          assertThat(device.model()).isEqualTo("T950");
          assertThat(device.status()).isEqualTo("online");
        });

    fleet.switchOff();
    assertThat(fleet.trackers()).noneMatch(SimulatedTracker::isOnline);
    fleet.switchOn();
    assertThat(fleet.tracker("867717033890543").isOnline()).isTrue();
  }

  private RestClient.Answer send(String data) {
    return asAdmin.post(
        "/api/commands/send",
        "{\"deviceId\":%d,\"type\":\"custom\",\"attributes\":{\"data\":\"%s\",\"noQueue\":true}}"
            .formatted(traccar.device(tracker.imei()).orElseThrow().id(), data));
  }

  private String nextResult() {
    return frames.next("events").path("attributes").path("result").asText();
  }
}
