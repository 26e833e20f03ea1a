package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
import peyk.adapters.sandbox.trackers.SimulatedTracker;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/**
 * New trackers and busy clients while the service is killed or stopped again and again. Each round
 * has trackers and phones of its own, and ends by comparing what was acknowledged with what is
 * stored.
 */
class KilledServiceIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int ROUNDS = Endurance.size(1, 50);
  private static final int KILLS = Endurance.size(5, 20);
  private static final int PHONES = 4;
  private static final int MOST_REGISTERED = 20;

  /**
   * They come before each end, so that there are always some in the middle of being provisioned.
   */
  private static final int NEWCOMERS = 3;

  /** Between two ends clients get at most so many answers. */
  private static final int MOST_ANSWERS = 40;

  /** One end in so many comes while the service starts. */
  private static final int DURING_START = 5;

  /** One end in so many is a normal stop. */
  private static final int STOPPED = 10;

  /** The gap is 1 s. A process knows the time as exactly as a busy machine lets it be read. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(500);

  private static final Duration LONGEST_START = Duration.ofMillis(1500);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** None of these processes lives long enough for the second compiler to pay. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private static final String[] LEARNT = {"firmware", "imsi", "SIMCARD No", "balance"};

  private final int port = ServiceProcess.freePort();
  private final HttpClient modems = HttpClient.newHttpClient();
  private Neighbourhood around;
  private PostgresDatabase database;
  private ServiceProcess service;
  private int arrived;

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
                    "USSD_TRACKER_PER_HOUR", "0",
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
    for (int round = 0; round < ROUNDS; round++) {
      play(round, "round %d of seed %d: ".formatted(round, seed), random);
    }
  }

  private void play(int round, String name, SplittableRandom random) throws InterruptedException {
    var begun = System.nanoTime();
    var before = provisioned();
    var registered = PHONES * MOST_REGISTERED;
    var fleet = arrive(registered + PHONES + KILLS * NEWCOMERS);
    var newcomers = fleet.trackers().subList(registered + PHONES, fleet.trackers().size());
    try (var clients = clients(round, fleet)) {
      until(name + "clients are served", clients::haveBegun);
      for (int kill = 0; kill < KILLS; kill++) {
        switchOn(newcomers.subList(kill * NEWCOMERS, (kill + 1) * NEWCOMERS));
        if (kill % STOPPED == 0) {
          awaitAnswers(name + "stop", clients, random.nextInt(MOST_ANSWERS));
          service.terminate();
          startService();
        }
        if (kill % DURING_START == 0) {
          awaitSomeTimeAfterStart(random);
        } else {
          awaitAnswers(name + "kill " + kill, clients, random.nextInt(MOST_ANSWERS));
        }
        service.kill();
        startService();
      }
      Figures.print(name + "answers", clients.answers());
      awaitAnswers(name + "all kills", clients, MOST_ANSWERS);
      clients.stop();
      until(name + "all are provisioned", () -> provisioned() - before == fleet.trackers().size());
      until(name + "all is on the devices", () -> learnt(fleet) == fleet.trackers().size());
      assertThat(leastPause(newcomers)).as(name).isGreaterThanOrEqualTo(LEAST_PAUSE);
      until(name + "all registered trackers have names", () -> clients.unnamed() == 0);
      clients.assertKept(database.jdbi());
    }
    around.sms.clear();
    Figures.since(name + KILLS + " kills, nothing lost, in", begun);
  }

  private BusyClients clients(int round, SimulatedFleet fleet) {
    var clients = new BusyClients(around, port);
    for (int i = 0; i < PHONES; i++) {
      var trackers = fleet.trackers().subList(i * MOST_REGISTERED, (i + 1) * MOST_REGISTERED);
      switchOn(trackers);
      clients.phone("0912%03d000%d".formatted(round, i), trackers);
      var modem = fleet.tracker(PHONES * MOST_REGISTERED + i).switchOn();
      clients.tracker(modem.imei());
    }
    return clients;
  }

  private SimulatedFleet arrive(int count) {
    var fleet = SimulatedFleet.off(around.traccar, arrived, count);
    arrived += count;
    SimulatedModem.install(fleet, URI.create("http://127.0.0.1:" + port), modems);
    return fleet;
  }

  private static void switchOn(List<SimulatedTracker> trackers) {
    trackers.forEach(SimulatedTracker::switchOn);
  }

  private void awaitAnswers(String what, BusyClients clients, int answers) {
    int enough = clients.answers().with(200) + answers;
    until(what, () -> clients.answers().with(200) >= enough);
  }

  private void awaitSomeTimeAfterStart(SplittableRandom random) {
    var end = System.nanoTime() + random.nextLong(LONGEST_START.toNanos());
    until("it starts", () -> System.nanoTime() - end > 0);
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

  /** Registrations send their command at once, so registered trackers are left out. */
  private Duration leastPause(List<SimulatedTracker> trackers) {
    return trackers.stream()
        .map(tracker -> around.traccar.leastPauseBetweenCommandsTo(tracker.imei()).orElseThrow())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private int number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private void until(String what, BooleanSupplier condition) {
    Eventually.until(
        what,
        PATIENCE,
        () -> {
          assertThat(service.isAlive()).as("the service runs, until " + what).isTrue();
          return condition.getAsBoolean();
        });
  }
}
