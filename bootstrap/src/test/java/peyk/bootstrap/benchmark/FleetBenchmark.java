package peyk.bootstrap.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import peyk.adapters.sandbox.trackers.SimulatedFleet;

/**
 * Measures what a schedule costs that goes over a large fleet: how much memory beside what the
 * service needs anyway, and how evenly the commands go out. The service runs in a process of its
 * own with the memory that it has in production; Traccar is simulated here.
 */
public final class FleetBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PACE_TIME = Duration.ofSeconds(20);
  private static final Pattern DEVICES = Pattern.compile("\"devices\":(\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();

  private FleetBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    var benchmark = new FleetBenchmark();
    for (int fleet : new int[] {1_000, 10_000, 100_000}) {
      benchmark.memory(fleet);
    }
    for (int rate : new int[] {20, 100}) {
      benchmark.pace(rate);
    }
  }

  /** What is alive in the heap, and what is there at most after a collection while a pass runs. */
  private void memory(int fleet) throws Exception {
    try (var around = new Surroundings()) {
      around.traccar.seedDevices(fleet);
      try (var service =
          start(around, Map.of("COMMAND_RATE", "1", "TRACCAR_LINK_INTERVAL", "1d"))) {
        until("the fleet is heard", () -> devices(service) == fleet);
        var before = service.liveMegabytes();
        service.forgetCollections();
        var start = System.nanoTime();
        run(service);
        until("the pass has ended", () -> schedule(service).contains("\"ended\""));
        var took = Duration.ofNanos(System.nanoTime() - start);
        var during = Math.max(service.mostMegabytesAfterCollections(), service.liveMegabytes());
        System.out.printf(
            "pass over %,8d devices: %5.1f s, heap %3d MB before, at most %3d MB after collections during it: %.2f of that%n",
            fleet, took.toMillis() / 1000.0, before, during, (double) during / before);
      }
    }
  }

  /** How many commands go out, of those that should. */
  private void pace(int rate) throws Exception {
    try (var around = new Surroundings()) {
      int trackers = (int) (rate * PACE_TIME.toSeconds() * 2);
      SimulatedFleet.t950(around.traccar, trackers).switchOn();
      var settings = Map.of("COMMAND_RATE", Integer.toString(rate), "COMMAND_GAP", "0");
      try (var service = start(around, settings)) {
        until("the fleet is heard", () -> devices(service) == trackers);
        run(service);
        until("it has begun", () -> sent(around) > 2 * rate);
        var before = sent(around);
        var start = System.nanoTime();
        until("time is up", () -> System.nanoTime() - start > PACE_TIME.toNanos());
        var perSecond = (sent(around) - before) * 1e9 / (System.nanoTime() - start);
        System.out.printf(
            "pace of %3d a second: %6.1f went out, %.3f of that%n",
            rate, perSecond, perSecond / rate);
      }
    }
  }

  private static int sent(Surroundings around) {
    return around.traccar.requests().count("POST", "/api/commands/send");
  }

  private static MeasuredService start(Surroundings around, Map<String, String> own)
      throws IOException {
    var file = around.directory().resolve("peyk.yaml");
    Files.writeString(
        file,
        """
        schedules:
          everybody: {command: getver, every: 365d, first: 365d, models: "*"}
          balance: {enabled: false}
          parameters: {enabled: false}
          all-parameters: {enabled: false}
        """);
    var environment = around.environment(own);
    environment.put("SCHEDULE_ENABLED", "true");
    return MeasuredService.start(file, environment, log(around));
  }

  private static Path log(Surroundings around) {
    return around.directory().resolve("gc.log");
  }

  private void run(MeasuredService service) throws IOException, InterruptedException {
    var path = "/admin/schedules/everybody/run";
    var request = HttpRequest.newBuilder(service.admin(path)).POST(BodyPublishers.noBody());
    var response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("the schedule was not run: " + response.body());
    }
  }

  private int devices(MeasuredService service) {
    var match = DEVICES.matcher(get(service.admin("/observe/health")));
    return match.find() ? Integer.parseInt(match.group(1)) : 0;
  }

  private String schedule(MeasuredService service) {
    return get(service.admin("/admin/schedules/everybody"));
  }

  /** Empty while nobody answers. */
  private String get(URI address) {
    try {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("it took too long until " + what);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
