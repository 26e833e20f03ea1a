package peyk.bootstrap.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.metrics.api.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.Retention;

/**
 * Measures how much slower the service is once its tables have grown: two of them side by side, one
 * on empty tables and one on tables of ten million rows, by turns. So both meet the same moments of
 * a busy machine. Afterwards it looks for tables that were read from their beginning, and for what
 * others notice while housekeeping deletes a fiftieth of all rows.
 *
 * <p>Settings are variables: {@code BENCHMARK_ROWS} of each growing table, and {@code
 * BENCHMARK_SECONDS}, {@code BENCHMARK_ROUNDS}, {@code BENCHMARK_CLIENTS} and {@code BENCHMARK_OUT}
 * as in {@link Benchmark}.
 */
public final class GrowthBenchmark {
  private static final double QUIET_RATE = 200;

  private final int rows = Benchmark.setting("ROWS", 10_000_000);
  private final Duration time = Duration.ofSeconds(Benchmark.setting("SECONDS", 3));
  private final int rounds = Benchmark.setting("ROUNDS", 5);
  private final int clients = Benchmark.setting("CLIENTS", 20);
  private final Path out =
      Path.of(System.getenv().getOrDefault("BENCHMARK_OUT", "../docs/benchmark"));
  private final Map<String, List<Pair>> measured = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  /** One round of a path: requests a second, and the 99th percentile at an even rate. */
  private record Pair(double empty, double full, double emptyMillis, double fullMillis) {}

  private GrowthBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    new GrowthBenchmark().run();
  }

  private void run() throws Exception {
    try (var empty = GrownService.start();
        var full = GrownService.start()) {
      var start = System.nanoTime();
      new GrownTables(full, rows).fill(line -> say("filled: %s", line));
      say("filled in %.0f s", (System.nanoTime() - start) / 1e9);
      full.await();
      empty.await();
      round(empty, full, false);
      measured.clear(); // the compilers of the JVMs were busy
      full.execute("SELECT pg_stat_reset()");
      for (int round = 0; round < rounds; round++) {
        round(empty, full, round % 2 == 1);
      }
      measured.forEach(this::report);
      say("tables read from their beginning: %s", full.readFromTheBeginning(rows / 100));
      housekeeping(full);
    }
    write();
  }

  private void round(GrownService empty, GrownService full, boolean fullFirst) throws Exception {
    for (var path : GrownService.Path.values()) {
      var services = fullFirst ? List.of(full, empty) : List.of(empty, full);
      var rates = measure(services, service -> service.capacity(path, clients, time));
      var rate = Collections.min(rates) / 3;
      var millis = measure(services, service -> service.p99(path, clients, rate, time));
      int ofEmpty = services.indexOf(empty);
      int ofFull = services.indexOf(full);
      measured
          .computeIfAbsent(path.title, _ -> new ArrayList<>())
          .add(
              new Pair(
                  rates.get(ofEmpty), rates.get(ofFull), millis.get(ofEmpty), millis.get(ofFull)));
    }
  }

  private interface Figure {
    double of(GrownService service) throws Exception;
  }

  /** One after the other, each while no other has work left. */
  private static List<Double> measure(List<GrownService> services, Figure figure) throws Exception {
    var figures = new ArrayList<Double>();
    for (var service : services) {
      for (var each : services) {
        each.settle();
      }
      figures.add(figure.of(service));
    }
    return figures;
  }

  private void report(String path, List<Pair> pairs) {
    var rates = pairs.stream().mapToDouble(pair -> pair.full() / pair.empty()).sorted().toArray();
    var p99s =
        pairs.stream()
            .mapToDouble(pair -> pair.fullMillis() / pair.emptyMillis())
            .sorted()
            .toArray();
    say(
        "| %s | %,.0f/s | %,.0f/s | %.2f (%.2f to %.2f) | %.2f |",
        path,
        median(pairs.stream().mapToDouble(Pair::empty).sorted().toArray()),
        median(pairs.stream().mapToDouble(Pair::full).sorted().toArray()),
        median(rates),
        rates[0],
        rates[rates.length - 1],
        median(p99s));
  }

  private static double median(double... sorted) {
    return sorted[sorted.length / 2];
  }

  /** A sweep beside firmware checks at an even rate. */
  private void housekeeping(GrownService full) throws Exception {
    var path = GrownService.Path.FIRMWARE;
    var alone = full.p99(path, clients, QUIET_RATE, time.multipliedBy(3));
    try (var database = PostgresDatabase.open(full.postgres(), Metrics.createMeterRegistry())) {
      var keep = GrownTables.AGE.minus(GrownTables.AGE.dividedBy(50));
      var retention = new Retention(keep, keep, keep, keep, keep, keep, Long.MAX_VALUE);
      var sweep =
          CompletableFuture.supplyAsync(() -> {
            var start = System.nanoTime();
            var deleted = database.housekeeping(retention).sweep(database.clock().now());
            var seconds = (System.nanoTime() - start) / 1e9;
            var all = deleted.values().stream().mapToInt(Integer::intValue).sum();
            return String.format(
                Locale.ROOT,
                "%,d rows in %.0f s, %,.0f a second: %s",
                all,
                seconds,
                all / seconds,
                deleted);
          });
      var beside = new ArrayList<Double>();
      while (!sweep.isDone()) {
        beside.add(full.p99(path, clients, QUIET_RATE, time));
      }
      say("housekeeping deleted %s", sweep.join());
      say(
          "p99 of firmware checks: %.1f ms alone, %.1f ms beside housekeeping (worst of %d: %.1f ms)",
          alone,
          median(beside.stream().mapToDouble(Double::doubleValue).sorted().toArray()),
          beside.size(),
          beside.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }
  }

  private void say(String format, Object... values) {
    var line = String.format(Locale.ROOT, format, values);
    System.out.println(line);
    lines.add(line);
  }

  private void write() throws IOException, SQLException {
    Files.createDirectories(out);
    var machine =
        "%s, %d processors, JDK %s, %,d rows a table, %d rounds of %d s, %d clients"
            .formatted(
                LocalDate.now(java.time.ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                rows,
                rounds,
                time.toSeconds(),
                clients);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(
            out.resolve("growth.json").toFile(),
            Map.of("run", machine, "paths", measured, "lines", lines));
  }
}
