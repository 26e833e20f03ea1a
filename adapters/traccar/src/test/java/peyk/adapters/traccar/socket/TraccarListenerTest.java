package peyk.adapters.traccar.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.traccar.LogCapture;
import peyk.adapters.traccar.RecordingInbox;
import peyk.adapters.traccar.RecordingOnlineListener;
import peyk.adapters.traccar.TestConfigs;
import peyk.adapters.traccar.TraccarFixture;
import peyk.adapters.traccar.device.TraccarDeviceLinkGateway;
import peyk.adapters.traccar.event.TraccarEventReportGateway;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.adapters.traccar.subscription.TraccarSubscriptionGateway;
import peyk.application.subscription.RecoverEvents;
import peyk.domain.Eventually;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.job.InMemoryLeases;
import peyk.domain.tracker.InMemoryRecoveryRepository;
import peyk.domain.tracker.TrackerEvent;

class TraccarListenerTest {
  private static final Logger log = LoggerFactory.getLogger(TraccarListenerTest.class);
  private static final String EVENT =
      "{\"events\":[{\"id\":18,\"attributes\":{\"result\":\"PASS:1\"},\"deviceId\":3,"
          + "\"type\":\"commandResult\",\"eventTime\":\"2026-11-22T09:17:03.157+00:00\"}]}";

  private final Instant installed = Instant.now().minusSeconds(3600);
  private final TraccarFixture neighbour =
      TraccarFixture.start(TraccarOptions.defaults(), TestConfigs::fastSocket);
  private final TraccarClient client = neighbour.client();
  private final RecordingInbox inbox = new RecordingInbox(installed);
  private final RecordingOnlineListener online = new RecordingOnlineListener();
  private final RecoverEvents recoverEvents =
      new RecoverEvents(
          new TraccarEventReportGateway(client),
          new TraccarSubscriptionGateway(client, new TraccarDeviceLinkGateway(client)),
          inbox,
          new InMemoryRecoveryRepository(),
          new InMemoryLeases(client.clock()),
          client.clock(),
          Duration.ofMinutes(1));
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private DeviceId car;

  @BeforeEach
  void make_ourselves_heard() {
    var listening = new TraccarSubscriptionGateway(client, new TraccarDeviceLinkGateway(client));
    listening.addNotification("commandResult");
    car = neighbour.aDevice();
    listening.link(List.of(car));
  }

  @AfterEach
  void close() throws Exception {
    for (var each : toClose.reversed()) {
      each.close();
    }
    neighbour.close();
  }

  @Test
  void an_answer_is_stored_once() {
    listen(recoverEvents::until);
    awaitListening();
    says("IMSI:432350123456789");
    Eventually.until("it is stored", () -> inbox.size() == 1);
    assertThat(inbox.stored())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.id()).isPositive();
          assertThat(event.device()).isEqualTo(car);
          assertThat(event.result()).isEqualTo("IMSI:432350123456789");
        });
    Eventually.until("it came", () -> client.health().status().lastEvent().isPresent());
    assertThat(client.health().status().socketConnected()).isTrue();
  }

  @Test
  void how_late_answers_come_is_measured() {
    listen(recoverEvents::until);
    awaitListening();
    assertThat(client.health().answerDelay()).isEmpty();
    var said = System.nanoTime();
    says("PASS:late");
    Eventually.until("it came", () -> client.health().answerDelay().isPresent());
    assertThat(client.health().answerDelay().orElseThrow())
        .isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - said).plusSeconds(1));
  }

  @Test
  void any_event_is_a_sign_that_trackers_are_heard() {
    new TraccarSubscriptionGateway(client, new TraccarDeviceLinkGateway(client))
        .addNotification("ignitionOn");
    listen(recoverEvents::until);
    awaitListening();
    var emitted = System.nanoTime();
    neighbour.traccar().emitEvent(TraccarFixture.imei(car), "ignitionOn", Map.of());
    Eventually.until("it came", () -> client.health().status().lastEvent().isPresent());
    assertThat(client.health().sinceLastEvent())
        .isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - emitted).plusSeconds(1));
    assertThat(client.health().answerDelay()).isEmpty();
  }

  @Test
  void answers_that_traccar_does_not_keep_are_all_stored() {
    listen(recoverEvents::until);
    awaitListening();
    says("ALLPARAMS:1:" + "a".repeat(5000) + ";");
    says("ALLPARAMS:1:" + "b".repeat(5000) + ";");
    Eventually.until("both are stored", () -> inbox.size() == 2);
    assertThat(inbox.stored()).extracting(TrackerEvent::id).containsExactly(0L, 0L);
  }

  @Test
  void what_was_said_before_it_listened_is_fetched() {
    says("PASS:before");
    listen(recoverEvents::until);
    Eventually.until("it is stored", () -> inbox.results().contains("PASS:before"));
  }

  @Test
  void after_a_cut_without_a_word_it_comes_back_and_fetches_what_it_missed() {
    listen(recoverEvents::until);
    for (int i = 0; i < 5; i++) {
      var number = i;
      neighbour.traccar().dropSockets();
      says("PASS:" + number);
      Eventually.until("it is stored", () -> inbox.results().contains("PASS:" + number));
    }
    assertThat(inbox.stored()).hasSize(5);
  }

  @Test
  void what_was_missed_is_fetched_only_once_traccar_streams() {
    var answerPing = new Semaphore(0);
    var streams = new AtomicBoolean();
    var fetches = new CopyOnWriteArrayList<Boolean>();
    try (var server =
        StubSocket.doing(out -> {
          StubSocket.send(out, EVENT);
          answerPing.acquireUninterruptibly();
          streams.set(true);
          StubSocket.pong(out);
        })) {
      listen(server, (_, _) -> fetches.add(streams.get()));
      Eventually.until("the socket was open for a while", () -> inbox.size() == 1);
      answerPing.release(Integer.MAX_VALUE);
      Eventually.until("it was fetched", () -> !fetches.isEmpty());
      assertThat(fetches).containsOnly(true);
    }
  }

  @Test
  void while_traccar_is_away_it_tries_on() {
    listen(recoverEvents::until);
    awaitListening();
    neighbour.traccar().goDown();
    Eventually.until("it notices", () -> !client.health().status().socketConnected());
    says("PASS:away");
    neighbour.traccar().comeBack();
    Eventually.until("it is stored", () -> inbox.results().contains("PASS:away"));
  }

  @Test
  void a_flood_of_positions_does_not_drown_an_answer() {
    listen(recoverEvents::until);
    awaitListening();
    neighbour.traccar().emitPositions(20_000);
    says("PASS:1");
    Eventually.until("it is stored", () -> inbox.size() == 1);
  }

  @Test
  void the_time_moves_on_only_once_what_was_missed_is_fetched() {
    var attempts = new CopyOnWriteArrayList<Instant>();
    listen((opened, _) -> {
      attempts.add(opened);
      if (attempts.size() < 3) {
        assertThat(inbox.completeUntil()).isEqualTo(installed);
        throw new GatewayUnavailableException("Traccar takes a break");
      }
      if (attempts.size() == 3) {
        return false; // another replica fetches it
      }
      inbox.completeUntil(opened);
      return true;
    });
    Eventually.until("it moves on", () -> inbox.completeUntil().isAfter(installed));
    // on a slow machine the socket may have been opened anew between two attempts
    var opened = attempts.get(3);
    assertThat(inbox.completeUntil()).isAfterOrEqualTo(opened);
    Eventually.until(
        "it moves on with every sign of life", () -> inbox.completeUntil().isAfter(opened));
  }

  @Test
  void what_was_missed_has_to_be_fetched_anew_after_each_opening() {
    var openings = new CopyOnWriteArrayList<Instant>();
    listen((opened, _) -> openings.add(opened));
    Eventually.until("it has begun", () -> openings.size() == 1);
    neighbour.traccar().dropSockets();
    Eventually.until("it was done again", () -> openings.size() == 2);
    assertThat(openings.get(1)).isAfter(openings.get(0));
  }

  @Test
  void while_the_database_is_away_answers_wait() {
    listen((_, _) -> true);
    awaitListening();
    inbox.goAway();
    for (int i = 0; i < 100; i++) {
      says("PASS:" + i);
    }
    Eventually.until("they come", () -> client.health().status().lastEvent().isPresent());
    inbox.comeBack();
    Eventually.until("all are stored", () -> inbox.size() == 100);
    assertThat(inbox.results())
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> "PASS:" + i).toList());
  }

  @Test
  void a_database_that_is_behind_for_long_costs_a_connection_but_no_answer() {
    listen(recoverEvents::until);
    awaitListening();
    inbox.goAway();
    var said = new AtomicInteger();
    sayMore(said, 25_000);
    Eventually.until(
        "it gives the connection up",
        () -> {
          // on a slow machine it may have been away for a while, and fetches nothing yet
          sayMore(said, 100);
          return client.health().status().lastError().filter(e -> e.contains("behind")).isPresent();
        });
    inbox.comeBack();
    Eventually.until("all are stored", () -> inbox.size() == said.get());
  }

  private void sayMore(AtomicInteger said, int count) {
    for (int i = 0; i < count; i++) {
      says("PASS:" + said.getAndIncrement());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "AAAA"})
  void a_token_that_is_refused_is_told_once_and_not_shown(String token) {
    try (var capture = new LogCapture();
        var stranger = neighbour.anotherClient(c -> TestConfigs.token(c, token))) {
      listen(stranger, (_, _) -> true);
      Eventually.until(
          "it has tried often",
          () -> neighbour.traccar().requests().count("GET", "/api/socket") > 5);
      assertThat(capture.linesWith("refused the token for its socket")).hasSize(1);
      assertThat(capture.linesWith(token)).isEmpty();
      assertThat(stranger.health().status().lastError().orElseThrow())
          .contains("refused the token");
    }
  }

  @Test
  void a_line_on_which_nothing_is_heard_is_given_up() {
    try (var server = StubSocket.doing(_ -> {})) {
      listen(server, (_, _) -> true);
      Eventually.until("it has come again", () -> server.connections() >= 3);
    }
  }

  @Test
  void a_position_frame_of_any_length_passes_by() {
    var length = 64L * 1024 * 1024;
    try (var server =
        StubSocket.doing(out -> {
          var begin = "{\"positions\":[\"".getBytes(StandardCharsets.UTF_8);
          var filling = new byte[64 * 1024];
          Arrays.fill(filling, (byte) 'x');
          out.write(StubSocket.head(length));
          out.write(begin);
          for (long left = length - begin.length; left > 0; left -= filling.length) {
            out.write(filling, 0, (int) Math.min(left, filling.length));
          }
          StubSocket.send(out, EVENT);
        })) {
      var start = System.nanoTime();
      listen(server, (_, _) -> true);
      Eventually.until("the answer after it is stored", () -> inbox.size() > 0);
      var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      log.info("skipped megabytes={} millis={}", length >> 20, millis);
    }
  }

  @Test
  void closing_stores_what_was_heard() {
    var listener = listen((_, _) -> true);
    awaitListening();
    inbox.goAway();
    says("PASS:1");
    Eventually.until("it comes", () -> client.health().status().lastEvent().isPresent());
    Thread.ofVirtual()
        .start(() -> {
          Eventually.until("it stops", () -> !client.health().status().socketConnected());
          inbox.comeBack();
        });
    listener.close();
    assertThat(inbox.results()).containsExactly("PASS:1");
  }

  @Test
  void a_tracker_that_says_something_is_online() {
    listen(recoverEvents::until);
    awaitListening();
    neighbour.traccar().connect(TraccarFixture.imei(car));
    Eventually.until("it is told", () -> online.told().contains(car));
    for (int i = 0; i < 10; i++) {
      says("PASS:" + i);
    }
    Eventually.until("all is stored", () -> inbox.size() == 10);
    assertThat(online.told()).containsExactly(car);
  }

  @Test
  void where_traccar_has_events_for_it_a_device_linked_later_is_told_to_be_online_too() {
    var other =
        TraccarFixture.start(
            TraccarOptions.defaults().withStatusEvents(true), TestConfigs::fastSocket);
    toClose.add(other);
    var listening =
        new TraccarSubscriptionGateway(
            other.client(), new TraccarDeviceLinkGateway(other.client()));
    listening.addNotification("deviceOnline");
    listen(other.client(), (_, _) -> true);
    other.traccar().awaitSockets(other.self().id(), 1, Eventually.TIMEOUT);
    var later = other.aDevice();
    listening.link(List.of(later));
    other.traccar().connect(TraccarFixture.imei(later));
    Eventually.until("it is told", () -> online.told().contains(later));
  }

  @Test
  void where_it_has_none_the_list_of_devices_tells() {
    listen((_, _) -> true);
    awaitListening();
    var later = neighbour.aDevice();
    var listening = new TraccarSubscriptionGateway(client, new TraccarDeviceLinkGateway(client));
    listening.link(List.of(later));
    neighbour.traccar().connect(TraccarFixture.imei(later));
    assertThat(listening.fleet().online()).containsExactly(later);
    neighbour.traccar().connect(TraccarFixture.imei(car));
    Eventually.until("the one linked before is told", () -> online.told().contains(car));
    assertThat(online.told()).doesNotContain(later);
  }

  @Test
  void who_takes_no_note_of_devices_does_not_keep_answers_from_being_stored() {
    online.goAway();
    listen(recoverEvents::until);
    awaitListening();
    says("PASS:1");
    Eventually.until("it is stored", () -> inbox.size() == 1);
    Eventually.until("it was tried", () -> online.attempts() > 0);
    online.comeBack();
    Eventually.until("it is told", () -> online.told().contains(car));
  }

  @Test
  void a_first_frame_with_a_whole_fleet_is_read() {
    try (var server =
        StubSocket.doing(out -> {
          var frame = new StringBuilder("{\"devices\":[{\"id\":0,\"status\":\"offline\"}");
          for (int id = 1; id <= 5000; id++) {
            frame.append(",{\"id\":").append(id).append(",\"status\":\"online\"}");
          }
          StubSocket.send(out, frame.append("]}").toString());
          StubSocket.send(out, "{\"devices\":[{\"id\":1,\"status");
          StubSocket.send(out, EVENT);
        })) {
      listen(server, (_, _) -> true);
      Eventually.until("the fleet is told", () -> online.told().size() >= 5000);
      Eventually.until("the answer after it is stored", () -> inbox.size() > 0);
    }
  }

  private void awaitListening() {
    Eventually.until(
        "it listens",
        () -> client.health().status().socketConnected() && neighbour.traccar().openSockets() > 0);
  }

  @Test
  void an_error_during_recovery_does_not_end_it() {
    var tries = new Semaphore(0);
    says("PASS:before");
    listen((opened, subscribed) -> {
      tries.release();
      if (tries.availablePermits() == 1) {
        throw new NoClassDefFoundError("once");
      }
      return recoverEvents.until(opened, subscribed);
    });
    Eventually.until("it is stored", () -> inbox.results().contains("PASS:before"));
  }

  @Test
  void the_socket_is_opened_soon_after_another_call_shows_that_traccar_is_back() {
    var patient = neighbour.anotherClient(TestConfigs::longPauses);
    toClose.add(patient);
    neighbour.traccar().goDown();
    listen(patient, (_, _) -> true);
    Eventually.until("it has failed", () -> patient.health().status().lastError().isPresent());
    var read = ApiRequest.get("look", "/server");
    assertThatThrownBy(() -> patient.send(read)).isInstanceOf(GatewayUnavailableException.class);
    neighbour.traccar().comeBack();
    assertThat(patient.send(read).isSuccess()).isTrue();
    Eventually.until("it listens", () -> patient.health().status().socketConnected());
  }

  @Test
  void an_opened_socket_ends_the_breakers_pause_and_is_told() throws InterruptedException {
    var told = new Semaphore(0);
    client.health().whenConnected(told::release);
    neighbour.traccar().requests().failNext("GET", "/api/users", 503, Integer.MAX_VALUE);
    var read = ApiRequest.get("look", "/users");
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> client.send(read)).isInstanceOf(GatewayUnavailableException.class);
    }
    neighbour.traccar().requests().clearFaults();
    listen((_, _) -> true);
    assertThat(told.tryAcquire(Eventually.TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(client.send(read).isSuccess()).isTrue();
  }

  private void says(String text) {
    neighbour.traccar().emitAnswer(TraccarFixture.imei(car), text);
  }

  private TraccarListener listen(BiPredicate<Instant, Instant> recovery) {
    return listen(client, recovery);
  }

  private void listen(StubSocket server, BiPredicate<Instant, Instant> recovery) {
    var config = TestConfigs.fastSocket(TraccarFixture.config(server.uri(), "token"));
    var other = TraccarFixture.client(config, Instant::now);
    toClose.add(other);
    listen(other, recovery);
  }

  private TraccarListener listen(TraccarClient of, BiPredicate<Instant, Instant> recovery) {
    var listener = new TraccarListener(of, inbox, online, recovery, new SplittableRandom(1));
    toClose.add(listener);
    listener.start();
    return listener;
  }
}
