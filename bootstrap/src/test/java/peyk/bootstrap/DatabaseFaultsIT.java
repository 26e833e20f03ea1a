package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/**
 * One service and its busy clients, whose Postgres fails in one way after another. After each
 * failure the service is back without a restart, and has stored what it acknowledged.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFaultsIT {
  private static final Duration FAULT = Duration.ofSeconds(Endurance.size(1, 60));
  private static final String[] PHONES = {"09121110001", "09121110002"};

  @TempDir private static Path directory;
  private SmallDisk disk;
  private OwnPostgres postgres;
  private Neighbourhood around;
  private RunningService service;
  private BusyClients clients;

  @BeforeAll
  void start() {
    disk = SmallDisk.mount(directory);
    postgres = OwnPostgres.start(directory);
    around = new Neighbourhood(postgres.config(), 8);
    service = RunningService.start(around, Map.of("COMMAND_GAP", "1s"));
    service.awaitReady();
  }

  @BeforeEach
  void begin() {
    around.sms.clear();
    clients = new BusyClients(around, service.port());
    for (var phone : PHONES) {
      clients.phone(phone, around.fleet.trackers().subList(0, 0));
    }
    clients.tracker(around.fleet.tracker(6).imei());
    clients.tracker(around.fleet.tracker(7).imei());
    until("clients are served", () -> clients.answers().with(200) > 20);
  }

  @AfterEach
  void end() {
    clients.close();
  }

  @AfterAll
  void stop() {
    service.close();
    around.close();
    postgres.close();
    disk.close();
  }

  @Test
  void a_server_that_is_frozen() throws InterruptedException {
    postgres.freeze();
    try {
      outage();
    } finally {
      postgres.thaw();
    }
    backToNormal();
  }

  /** What is there already can still be read. */
  @Test
  void a_server_whose_disk_is_full() throws InterruptedException, IOException {
    assumeTrue(disk.isSmall(), "it takes root to mount a small disk");
    disk.fill();
    try {
      outage();
    } finally {
      disk.free();
    }
    backToNormal();
  }

  /** It is killed, as by a power cut, and shut down by turns. */
  @Test
  void a_server_that_ends_and_is_started_again() throws InterruptedException {
    for (int i = 0; i < Endurance.size(1, 20); i++) {
      if (i % 2 == 0) {
        postgres.kill();
      } else {
        postgres.stop();
      }
      outage();
      postgres.startAgain();
      service.awaitReady();
    }
    backToNormal();
  }

  @Test
  void connections_that_are_ended_again_and_again() throws InterruptedException {
    for (int i = 0; i < Endurance.size(3, 500); i++) {
      int before = clients.answers().with(200);
      postgres.terminateBackends();
      until("clients are served again", () -> clients.answers().with(200) > before + 10);
    }
    backToNormal();
  }

  /** Clients are told, health tells the truth, for as long as the fault lasts. */
  private void outage() {
    int refused = clients.answers().with(503);
    var begun = System.nanoTime();
    var health =
        CompletableFuture.runAsync(() ->
            until(
                "health says so to the end",
                () -> !service.isReady() && System.nanoTime() - begun > FAULT.toNanos()));
    until("clients are told to come again", () -> clients.answers().with(503) > refused + 2);
    Figures.since("first answers 503 after", begun);
    health.join();
  }

  private void backToNormal() throws InterruptedException {
    var begun = System.nanoTime();
    service.awaitReady();
    int served = clients.answers().with(200);
    until("clients are served again", () -> clients.answers().with(200) > served + 20);
    Figures.since("back to normal after", begun);
    clients.stop();
    assertThat(clients.answers().bad()).isEmpty();
    clients.assertKept(postgres.jdbi());
  }

  private void until(String what, BooleanSupplier condition) {
    Eventually.until(
        what,
        () -> {
          assertThat(service.isAlive()).as("the service runs").isTrue();
          return condition.getAsBoolean();
        });
  }
}
