package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.adapters.sandbox.trackers.SimulatedModem;
import peyk.domain.Endurance;

/** New trackers and busy clients while the service is killed or stopped again and again. */
class KilledServiceIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int TRACKERS = Endurance.size(100, 20_000);
  private static final int PHONES = 4;
  private static final int REGISTERED = 5;
  private static final int KILLS = Endurance.size(3, 1000);

  /** Each tracker is sent about four, so the last kill comes well before the end. */
  private static final int COMMANDS_BETWEEN_KILLS = TRACKERS * 3 / KILLS;

  private static final Duration GAP = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(50);

  /** None of these processes lives long enough for the second compiler to pay. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private static final String[] LEARNT = {"firmware", "imsi", "SIMCARD No", "balance"};

  private final int port = ServiceProcess.freePort();
  private final HttpClient modems = HttpClient.newHttpClient();
  private Neighbourhood around;
  private PostgresDatabase database;
  private ServiceProcess service;

  @BeforeEach
  void start() {
    database = DATABASE.open();
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), 0);
    startService();
  }

  @AfterEach
  void stop() {
    service.close();
    around.close();
    modems.close();
  }

  private void startService() {
    service =
        ServiceProcess.start(
            around.environment(
                Map.of(
                    "JAVA_OPTS", QUICK_START,
                    "SERVER_PORT", Integer.toString(port),
                    "TRACCAR_LINK_INTERVAL", "10s",
                    "COMMAND_RATE", "1000",
                    "COMMAND_GAP", "1s",
                    "COMMAND_PATIENCE", "4s",
                    "COMMAND_RETRY_PAUSE", "1s",
                    "COMMAND_LONGEST_RETRY", "5s",
                    "PROVISIONING_DELAY", "0")));
  }

  @Test
  void nothing_that_was_acknowledged_is_lost_or_done_twice() throws InterruptedException {
    var seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    until("the empty fleet is known", () -> number("SELECT known::int FROM fleet") == 1);
    var fleet = arrive();
    var clients = clients(fleet);
    until("clients are served", clients::haveBegun);

    for (int kill = 0; kill < KILLS; kill++) {
      int moment = kill * COMMANDS_BETWEEN_KILLS + random.nextInt(1, COMMANDS_BETWEEN_KILLS);
      until("kill %d of seed %d".formatted(kill, seed), () -> commandsSent() >= moment);
      if (kill % 2 == 0) {
        service.kill();
      } else {
        service.terminate();
      }
      startService();
    }

    clients.stop();
    until("all are provisioned, seed " + seed, () -> provisioned() == TRACKERS);
    until("all is on the devices, seed " + seed, () -> learnt(fleet) == TRACKERS);
    assertThat(leastPause(fleet)).as("seed %d", seed).isGreaterThanOrEqualTo(GAP);
    until("all registered trackers have names of their own", () -> clients.unnamed() == 0);
    clients.assertKept(database.jdbi());
  }

  private BusyClients clients(SimulatedFleet fleet) {
    var clients = new BusyClients(around, port);
    for (int i = 0; i < PHONES; i++) {
      var trackers = fleet.trackers().subList(i * REGISTERED, (i + 1) * REGISTERED);
      clients.phone("0912111000" + i, trackers);
      clients.tracker(fleet.tracker(PHONES * REGISTERED + i).imei());
    }
    return clients;
  }

  private SimulatedFleet arrive() {
    var fleet = SimulatedFleet.t950(around.traccar, TRACKERS);
    SimulatedModem.install(fleet, URI.create("http://127.0.0.1:" + port), modems);
    fleet.switchOn();
    return fleet;
  }

  private int commandsSent() {
    return around.traccar.requests().count("POST", "/api/commands/send");
  }

  private int provisioned() {
    return number("SELECT count(*) FROM provisioning WHERE step = 'done'");
  }

  private long learnt(SimulatedFleet fleet) {
    return fleet.trackers().stream().filter(tracker -> isLearnt(tracker.imei())).count();
  }

  private boolean isLearnt(String imei) {
    var attributes = around.traccar.device(imei).orElseThrow().attributes();
    return IntStream.range(0, LEARNT.length)
        .allMatch(index -> attributes.containsKey(LEARNT[index]));
  }

  /** Registrations send their command at once, whatever else the tracker is sent. */
  private Duration leastPause(SimulatedFleet fleet) {
    return fleet.trackers().stream()
        .skip(PHONES * REGISTERED)
        .map(tracker -> around.traccar.leastPauseBetweenCommandsTo(tracker.imei()).orElseThrow())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private int number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private void until(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(service.isAlive()).as("the service runs, until " + what).isTrue();
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
