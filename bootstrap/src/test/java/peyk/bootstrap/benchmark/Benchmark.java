package peyk.bootstrap.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.domain.device.Imeis;

/**
 * Measures the paths that are hot, beside what the machine could do at best right before: B, a bare
 * HTTP handler; P, Postgres taking batches of one-row inserts; and L = 1 / (1/B + 1/P), what a
 * request would cost that is no more than the two. The service is the built distribution in a
 * process of its own. Load, service, its neighbours and the database share the machine. Figures of
 * one run can be compared, those of two runs cannot.
 *
 * <p>Settings are variables: {@code BENCHMARK_SECONDS} for each measurement, {@code
 * BENCHMARK_ROUNDS}, {@code BENCHMARK_CLIENTS}, {@code BENCHMARK_OUT} (a directory), {@code
 * BENCHMARK_ONLY} (a part of the names of paths; then nothing is measured beside slow neighbours),
 * and {@code BENCHMARK_OTHER} (the base URL of another system with the secret {@code secret}, which
 * is measured beside the service where a request needs nothing else).
 */
public final class Benchmark {
  private static final int PHONES = 200_000;
  private static final int DEVICES = 200;
  private static final int TRACKERS = 100_000;
  private static final double SHARE_OF_CAPACITY = 0.5;
  private static final double QUIET_RATE = 300;

  private final Duration time = Duration.ofSeconds(setting("SECONDS", 3));
  private final int rounds = setting("ROUNDS", 3);
  private final int clients = setting("CLIENTS", 50);
  private final Path out =
      Path.of(System.getenv().getOrDefault("BENCHMARK_OUT", "../docs/benchmark"));
  private final String only = System.getenv().getOrDefault("BENCHMARK_ONLY", "");
  private final Optional<URI> other =
      Optional.ofNullable(System.getenv("BENCHMARK_OTHER")).map(URI::create);
  private final Report report = new Report();
  private final AtomicLong number = new AtomicLong();
  private final AtomicLong phones = new AtomicLong();
  private final AtomicLong devices = new AtomicLong();
  private final ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();

  /**
   * @param stored counts what the answers acknowledged
   * @param target the share of L that it should reach; 0 = none
   * @param elsewhere whether another system can be asked too
   */
  private record Row(
      String name,
      Load.Expected expected,
      Supplier<Optional<String>> requests,
      ToLongFunction<Surroundings> stored,
      double target,
      boolean elsewhere) {}

  private final List<Row> rows =
      List.of(
          new Row(
              "GET /fota.php, nothing newer",
              new Load.Expected(400, ""),
              numbered(n -> check(n, 2)),
              rowsOf("SELECT coalesce(sum(times), 0) FROM firmware_decision"),
              0.7,
              true),
          new Row(
              "GET /fota.php, offered",
              new Load.Expected(200, ""),
              numbered(n -> check(n, 1)),
              rowsOf("SELECT coalesce(sum(times), 0) FROM firmware_decision"),
              0.7,
              false),
          new Row(
              "POST /qussd.php",
              new Load.Expected(200, "Data received"),
              numbered(Benchmark::ussd),
              rowsOf("SELECT count(*) FROM ussd_message"),
              0.7,
              true),
          new Row(
              "POST /api/otprequest",
              new Load.Expected(200, "\"success\":true"),
              () -> Optional.of(otpRequest(phone(phones.getAndIncrement()))),
              rowsOf("SELECT count(*) FROM otp_request"),
              0.25,
              true),
          new Row(
              "POST /api/otpverify, known account",
              new Load.Expected(200, "\"token\""),
              () -> Optional.ofNullable(codes.poll()),
              rowsOf("SELECT count(*) FROM otp_phone WHERE challenge_id IS NULL"),
              0.25,
              false),
          new Row(
              "POST /api/device",
              new Load.Expected(200, "\"success\":true"),
              () -> Optional.of(device(devices.getAndIncrement() % DEVICES)),
              around -> around.traccar.requests().count("POST", "/api/commands/send"),
              0,
              false));

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    new Benchmark().run();
  }

  static int setting(String name, int usual) {
    return Integer.parseInt(System.getenv().getOrDefault("BENCHMARK_" + name, "" + usual));
  }

  private void run() throws Exception {
    try (var around = new Surroundings()) {
      var firstUser = around.traccar.seedUsers(PHONES);
      SimulatedFleet.t950(around.traccar, DEVICES).switchOn();
      around.sms.credit(Long.MAX_VALUE);
      around.sms.onMessage(
          text -> codes.add(otpVerify(text.receptor(), text.inputs().values().iterator().next())));
      var file = around.directory().resolve("peyk.yaml");
      Files.writeString(file, "");
      var own =
          Map.of(
              "TRACCAR_LINK_INTERVAL",
              "1d",
              "OTP_ADDRESS_WRONG_CODES_PER_HOUR",
              "0",
              "OTP_SERVICE_WRONG_CODES_PER_MINUTE",
              "0");
      var log = around.directory().resolve("gc.log");
      try (var service = MeasuredService.start(file, around.environment(own), log);
          var yardsticks = new Yardsticks(around.postgres(), time.dividedBy(2), clients)) {
        prepare(around, service, firstUser);
        measure(around, service, yardsticks);
        report.forget(); // the compiler of the JVM was busy
        for (int round = 0; round < rounds; round++) {
          measure(around, service, yardsticks);
        }
      }
      report.write(out, time, rounds, clients);
    }
  }

  /** The machine may be busier at one time than at another, so each row has its own L. */
  private void measure(Surroundings around, MeasuredService service, Yardsticks yardsticks)
      throws Exception {
    for (var row : rows.stream().filter(row -> row.name().contains(only)).toList()) {
      settle(service);
      var yardstick = yardsticks.measure();
      report.add(yardstick);
      var limit = yardstick.perSecond();
      report.add(row.name(), row.target(), measure(around, service, row, limit));
      if (row.elsewhere() && other.isPresent()) {
        report.add(row.name() + " (other)", row.target(), ofOther(other.get(), row, limit));
      }
      around.sms.clear();
    }
    if (only.isEmpty()) {
      besideSlowNeighbours(around, service);
    }
    codes.clear();
  }

  /** Waits while the service works off what a path has left, such as answers of trackers. */
  static void settle(MeasuredService service) throws IOException {
    var look = Duration.ofMillis(500);
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    var before = service.processorTime();
    var used = look;
    while (used.compareTo(look.dividedBy(10)) > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(look.toNanos());
      used = service.processorTime().minus(before);
      before = before.plus(used);
    }
  }

  /** Capacity first, then response times at half of it. */
  private Report.Sample measure(Surroundings around, MeasuredService service, Row row, double limit)
      throws Exception {
    var load = new Load(service.uri(), clients);
    service.forgetPeak();
    var before = row.stored().applyAsLong(around);
    var warm = load.asFastAsPossible(time.dividedBy(3), row.expected(), row.requests());
    var processor = service.processorTime();
    var compiler = service.compilerTime();
    var allocated = service.allocatedMegabytes();
    var fast = load.asFastAsPossible(time, row.expected(), row.requests());
    if (fast.acknowledged() == 0) {
      throw new IllegalStateException(row.name() + " was answered with " + fast.wrong());
    }
    var compilerTime = service.compilerTime().minus(compiler);
    var processorTime = service.processorTime().minus(processor).minus(compilerTime);
    var megabytes = service.allocatedMegabytes() - allocated;
    var calm =
        load.atRate(fast.perSecond() * SHARE_OF_CAPACITY, time, row.expected(), row.requests());
    var acknowledged = warm.acknowledged() + fast.acknowledged() + calm.acknowledged();
    var stored = row.stored().applyAsLong(around) - before;
    if (stored < acknowledged) {
      throw new IllegalStateException(
          "%s: %d answers, but %d stored".formatted(row.name(), acknowledged, stored));
    }
    var requests = Math.max(1, fast.acknowledged());
    return new Report.Sample(
        fast.perSecond(),
        fast.perSecond() / limit,
        calm,
        fast.millis(99),
        processorTime.toNanos() / 1e3 / requests,
        compilerTime.toNanos() / 1e3 / requests,
        megabytes * 1024.0 / requests,
        service.peakMegabytes(),
        warm.failures() + fast.failures() + calm.failures());
  }

  private Report.Sample ofOther(URI target, Row row, double limit) throws Exception {
    var load = new Load(target, clients);
    load.asFastAsPossible(time.dividedBy(3), row.expected(), row.requests());
    var fast = load.asFastAsPossible(time, row.expected(), row.requests());
    var calm =
        load.atRate(fast.perSecond() * SHARE_OF_CAPACITY, time, row.expected(), row.requests());
    var failures = fast.failures() + calm.failures();
    return new Report.Sample(
        fast.perSecond(), fast.perSecond() / limit, calm, fast.millis(99), 0, 0, 0, 0, failures);
  }

  /**
   * Measures firmware checks beside requests of another path that wait for a slow neighbour, and
   * beside as many a second that need not wait.
   */
  private void besideSlowNeighbours(Surroundings around, MeasuredService service) throws Exception {
    settle(service);
    var gateway =
        new Neighbour(
            "code requests, gateway 300 ms",
            rows.get(3),
            Duration.ofMillis(300),
            around.sms::latency);
    var traccar =
        new Neighbour(
            "sign-ins, Traccar 1 s",
            rows.get(4),
            Duration.ofSeconds(4), // of four calls
            latency -> around.traccar.requests().slow(latency.dividedBy(4)));
    for (var neighbour : List.of(gateway, traccar)) {
      neighbour.latency().accept(neighbour.delay());
      var slow = beside(service, neighbour);
      neighbour.latency().accept(Duration.ZERO);
      report.beside(neighbour.name(), slow, beside(service, neighbour));
    }
  }

  /**
   * @param delay of a request of the row for the neighbour
   * @param latency sets how long a request waits
   */
  private record Neighbour(String name, Row row, Duration delay, Consumer<Duration> latency) {
    /**
     * Nearly as many as clients that wait can ask, at even intervals, so they never come at once.
     */
    double perSecond(int clients) {
      return 0.8 * clients / (delay.toMillis() / 1e3);
    }
  }

  private Load.Result beside(MeasuredService service, Neighbour neighbour) throws Exception {
    var check = rows.getFirst();
    var other = neighbour.row();
    var load = new Load(service.uri(), clients);
    var whole = time.multipliedBy(3);
    var others =
        CompletableFuture.runAsync(() ->
            unchecked(() ->
                load.atRate(
                    neighbour.perSecond(clients), whole, other.expected(), other.requests())));
    LockSupport.parkNanos(time.dividedBy(2).toNanos());
    var checks = load.atRate(QUIET_RATE, time.multipliedBy(2), check.expected(), check.requests());
    others.get();
    return checks;
  }

  private interface Work<T> {
    T run() throws Exception;
  }

  private static <T> T unchecked(Work<T> work) {
    try {
      return work.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ToLongFunction<Surroundings> rowsOf(String query) {
    return around ->
        unchecked(() -> {
          try (var connection = connect(around);
              var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  private static Connection connect(Surroundings around) throws SQLException {
    var config = around.postgres();
    return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password().value());
  }

  /** A release for trackers with an older version than 2, and phones that signed in before. */
  private static void prepare(Surroundings around, MeasuredService service, long firstUser)
      throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      await(http, service, DEVICES);
      var catalogue =
          "[{\"device\":90,\"rev\":2,\"firmware\":2,\"download_path\":\"ftp://host/90/2/2\",\"date\":\"\"}]";
      var request =
          HttpRequest.newBuilder(service.admin("/admin/firmware/import"))
              .POST(BodyPublishers.ofString(catalogue));
      var response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("the catalogue was not taken: " + response.body());
      }
    }
    try (var connection = connect(around);
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO phone_account SELECT '0910' || lpad(n::text, 7, '0'), %d + n FROM generate_series(0, %d) n ON CONFLICT DO NOTHING"
              .formatted(firstUser, PHONES - 1));
      statement.execute("ANALYZE");
    }
  }

  /** Waits until the service has its devices, because it links them to its own user first. */
  static void await(HttpClient http, MeasuredService service, int devices)
      throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    var request =
        HttpRequest.newBuilder(service.admin("/observe/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    while (System.nanoTime() < deadline) {
      try {
        var health = http.send(request, BodyHandlers.ofString()).body();
        if (health.contains("\"devices\":" + devices)) {
          return;
        }
      } catch (IOException e) {
        // it is starting
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new IllegalStateException("the service did not come up");
  }

  private Supplier<Optional<String>> numbered(LongFunction<String> request) {
    return () -> Optional.of(request.apply(number.getAndIncrement()));
  }

  static String check(long n, int version) {
    return Load.request(
        "GET /fota.php?imei=%s&sr=1&d=90&fw=%d&rev=2".formatted(imei(n), version), "");
  }

  static String ussd(long n) {
    return Load.request(
        "POST /qussd.php",
        "imei=" + imei(n) + "&data=CUSD: 0, \"Etebar:150,918Rial\nShegeftangiz:0Rial\", 1");
  }

  private static String imei(long n) {
    return Imeis.checked((int) (n * 7919 % TRACKERS)).digits();
  }

  static String phone(long n) {
    return "0910%07d".formatted(n % 10_000_000);
  }

  static String otpRequest(String phone) {
    return Load.request(
        "POST /api/otprequest", "{\"client_secret\":\"secret\",\"phone\":\"%s\"}".formatted(phone));
  }

  static String otpVerify(String phone, String code) {
    return Load.request(
        "POST /api/otpverify",
        "{\"client_secret\":\"secret\",\"phone\":\"%s\",\"sms_message\":\"%s\"}"
            .formatted(phone, code));
  }

  static String device(long n) {
    return Load.request(
        "POST /api/device",
        "{\"client_secret\":\"secret\",\"user\":\"%s\",\"imei\":\"%s\",\"dp\":\"1234\"}"
            .formatted(phone(n), SimulatedFleet.imei(n)));
  }
}
