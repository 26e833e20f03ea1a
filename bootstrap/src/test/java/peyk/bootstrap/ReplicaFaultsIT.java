package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/** Replicas that stand still, that are told to stop, and that start before their neighbours. */
class ReplicaFaultsIT {
  private static final Duration FROZEN = Duration.ofSeconds(Endurance.size(1, 180));
  private static final Map<String, String> SETTINGS =
      Map.of("COMMAND_GAP", "1s", "COMMAND_PATIENCE", "4s", "PROVISIONING_DELAY", "0");

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private PostgresDatabase database;
  private Neighbourhood around;
  private final List<RunningService> services = new ArrayList<>();

  @BeforeEach
  void start() {
    database = DATABASE.open();
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), 8);
  }

  @AfterEach
  void stop() {
    services.forEach(RunningService::close);
    around.close();
  }

  private RunningService replica() {
    return replica(around);
  }

  private RunningService replica(Neighbourhood around) {
    var service = RunningService.start(around, SETTINGS);
    services.add(service);
    return service;
  }

  @Test
  void it_does_not_matter_who_starts_first(@TempDir Path directory) {
    try (var postgres = OwnPostgres.start(directory);
        var late = new Neighbourhood(postgres.config(), 0)) {
      late.traccar.goDown();
      postgres.stop();
      var service = replica(late);
      Eventually.until("it has begun", service::isAlive);
      postgres.startAgain();
      service.awaitReady();
      late.traccar.comeBack();
      Eventually.until(
          "it listens to Traccar",
          () ->
              late.get(service.adminPort(), "/observe/health")
                  .contains("\"socketConnected\":true"));
    }
  }

  @Test
  void a_replica_that_stands_still_holds_nobody_up_and_does_nothing_twice()
      throws InterruptedException {
    var frozen = replica();
    var other = replica();
    frozen.awaitReady();
    other.awaitReady();
    try (var clients = clients(other);
        var stopped = new BusyClients(around, frozen.port())) {
      stopped.tracker(around.fleet.tracker(6).imei());
      Eventually.until("clients are served", clients::haveBegun);
      frozen.freeze();
      var begun = System.nanoTime();
      int served = clients.answers().with(200);
      Eventually.until(
          "the other serves",
          FROZEN.plus(Eventually.TIMEOUT),
          () ->
              clients.answers().with(200) > served + 50
                  && System.nanoTime() - begun > FROZEN.toNanos());
      frozen.thaw();
      frozen.awaitReady();
      clients.stop();
      stopped.stop();
      assertThat(clients.answers().bad()).isEmpty();
      Eventually.until("registrations are finished", () -> clients.unnamed() == 0);
      clients.assertKept(database.jdbi());
      stopped.assertKept(database.jdbi());
    }
  }

  private BusyClients clients(RunningService service) {
    var clients = new BusyClients(around, service.port());
    clients.phone("09121110001", around.fleet.trackers().subList(0, 3));
    clients.phone("09121110002", around.fleet.trackers().subList(3, 6));
    clients.tracker(around.fleet.tracker(7).imei());
    return clients;
  }

  /** The gateway is slow, so that all requests are in hand when the service is told to stop. */
  @Test
  void what_was_accepted_is_finished_before_the_end() {
    var service = replica();
    service.awaitReady();
    around.sms.latency(Duration.ofSeconds(2));
    var answers = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < 20; i++) {
      var phone = "0912111%04d".formatted(i);
      answers.add(
          CompletableFuture.supplyAsync(
              () -> around.post(service.port(), "/api/otprequest", "phone", phone),
              Thread::startVirtualThread));
    }
    Eventually.until(
        "all are in hand", () -> around.sms.requestCount("POST", "SendOtp") == answers.size());
    service.terminate();
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.join()).contains("\"success\":true"));
    assertThat(around.sms.messages()).hasSize(answers.size());
  }
}
