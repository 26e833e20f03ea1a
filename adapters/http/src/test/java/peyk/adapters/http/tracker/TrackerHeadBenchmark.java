package peyk.adapters.http.tracker;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import peyk.adapters.http.RawClient;

/** Tells what it costs ordinary requests that trackers may speak as they do. */
final class TrackerHeadBenchmark {
  private static final int CONNECTIONS = 16;
  private static final int WARM_UPS = 6;
  private static final int ROUNDS = 40;
  private static final long ROUND_MILLIS = 1_000;

  /**
   * @param cpuMicros of server and clients together, for one request; on a busy machine it varies
   *     less than the rate
   */
  private record Round(double requestsPerSecond, double cpuMicros) {}

  private TrackerHeadBenchmark() {}

  public static void main(String[] arguments) throws InterruptedException {
    var with = new ArrayList<Round>();
    var without = new ArrayList<Round>();
    try (var dialect = TrackerListener.start();
        var plain = TrackerListener.startWithoutDialect()) {
      for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
        if (round % 2 == 0) {
          with.add(play(dialect.port()));
          without.add(play(plain.port()));
        } else {
          without.add(play(plain.port()));
          with.add(play(dialect.port()));
        }
      }
    }
    compare("requests/s", with, without, Round::requestsPerSecond);
    compare("CPU µs/request", with, without, Round::cpuMicros);
  }

  private static void compare(
      String what, List<Round> with, List<Round> without, ToDoubleFunction<Round> value) {
    var some = with.stream().skip(WARM_UPS).map(value::applyAsDouble).toList();
    var others = without.stream().skip(WARM_UPS).map(value::applyAsDouble).toList();
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < some.size(); round++) {
      ratios.add(some.get(round) / others.get(round));
    }
    System.out.printf(
        "%s: %.1f with, %.1f without; ratios of rounds %.3f (quartiles %.3f to %.3f)%n",
        what,
        quantile(some, 0.5),
        quantile(others, 0.5),
        quantile(ratios, 0.5),
        quantile(ratios, 0.25),
        quantile(ratios, 0.75));
  }

  private static double quantile(List<Double> values, double part) {
    return values.stream().sorted().toList().get((int) (part * (values.size() - 1)));
  }

  private static Round play(int port) throws InterruptedException {
    var answered = new LongAdder();
    var over = new AtomicBoolean();
    var clients = new ArrayList<Thread>();
    var start = System.nanoTime();
    var cpu = cpuNanos();
    for (int i = 0; i < CONNECTIONS; i++) {
      clients.add(Thread.startVirtualThread(() -> ask(port, answered, over)));
    }
    Thread.sleep(ROUND_MILLIS);
    over.set(true);
    for (var client : clients) {
      client.join();
    }
    var requests = (double) answered.sum();
    return new Round(
        requests * 1e9 / (System.nanoTime() - start), (cpuNanos() - cpu) / 1e3 / requests);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static void ask(int port, LongAdder answered, AtomicBoolean over) {
    var request =
        RawClient.request("GET /bare", new byte[0], "User-Agent: peyk-bench/1", "Accept: */*");
    try (var client = new RawClient(port)) {
      while (!over.get()) {
        client.send(request).read();
        answered.increment();
      }
    }
  }
}
