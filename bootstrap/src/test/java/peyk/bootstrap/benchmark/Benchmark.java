package peyk.bootstrap.benchmark;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import peyk.adapters.postgres.PostgresConfig;
import peyk.bootstrap.Application;
import peyk.bootstrap.settings.Settings;
import peyk.domain.device.Imeis;

/**
 * Measures the paths that are hot, beside what the machine could do at best in the same run: B, an
 * HTTP handler that answers a constant; P, Postgres taking batches of one-row inserts with nothing
 * around it; and L = 1 / (1/B + 1/P), what a request would cost that is no more than the two. Load,
 * service and database share the machine. The figures of one run can be compared, those of two runs
 * cannot.
 */
public final class Benchmark {
  private static final String FORM = "POST /qussd.php";
  private static final int TRACKERS = 100_000;
  private static final int BATCH = 128;

  private final Duration time;
  private final int clients;

  private Benchmark(Duration time, int clients) {
    this.time = time;
    this.clients = clients;
  }

  /**
   * @param arguments seconds for each measurement (5), and clients (50)
   */
  public static void main(String[] arguments) throws Exception {
    var seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5;
    var clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
    new Benchmark(Duration.ofSeconds(seconds), clients).run();
  }

  private void run() throws Exception {
    try (var around = new Surroundings()) {
      var bare = bare();
      var inserts = inserts(around.postgres());
      var limit = 1 / (1 / bare + 1 / inserts);
      System.out.printf(
          "B %,.0f requests/s   P %,.0f rows/s   L %,.0f/s   (%d clients)%n%n",
          bare, inserts, limit, clients);
      var settings = Settings.read(Optional.empty(), around.environment(Map.of()));
      try (var service = Application.start(settings)) {
        prepare(service);
        report("GET /fota.php, nothing newer", limit, service, 400, n -> check(n, 2));
        report("GET /fota.php, offered", limit, service, 200, n -> check(n, 1));
        report("POST /qussd.php", limit, service, 200, Benchmark::ussd);
        report("POST /api/otprequest", limit, service, 200, Benchmark::otpRequest);
      }
    }
  }

  private double bare() throws Exception {
    var server =
        WebServer.builder()
            .shutdownHook(false)
            .host("127.0.0.1")
            .port(0)
            .routing(HttpRouting.builder().get("/", (request, response) -> response.send("ok")))
            .build()
            .start();
    try {
      return measure(server.port(), 200, n -> Load.request("GET /", "")).perSecond();
    } finally {
      server.stop();
    }
  }

  private double inserts(PostgresConfig config) throws Exception {
    try (var connection =
        DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password().value())) {
      try (var statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA benchmark");
        statement.execute(
            "CREATE TABLE benchmark.yardstick (id bigint PRIMARY KEY, text text NOT NULL)");
      }
      insertFor(connection, 0, time.dividedBy(2)); // to warm up
      var start = System.nanoTime();
      var rows = insertFor(connection, 1L << 40, time);
      return rows * 1e9 / (System.nanoTime() - start);
    }
  }

  private static long insertFor(Connection connection, long first, Duration time) throws Exception {
    var end = System.nanoTime() + time.toNanos();
    long next = first;
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO benchmark.yardstick SELECT * FROM unnest(?::bigint[], ?::text[])")) {
      var texts = new String[BATCH];
      Arrays.fill(texts, "a text about as long as what a tracker has to say for itself");
      while (System.nanoTime() < end) {
        insert.setObject(1, LongStream.range(next, next + BATCH).toArray());
        insert.setObject(2, texts);
        insert.executeUpdate();
        next += BATCH;
      }
    }
    return next - first;
  }

  private void report(
      String what, double limit, Application service, int status, LongFunction<String> request)
      throws Exception {
    var result = measure(service.port(), status, request);
    System.out.printf(
        "%-30s %,8.0f/s  %3.0f %% of L   p50 %6.2f ms  p99 %6.2f ms%s%n",
        what,
        result.perSecond(),
        100 * result.perSecond() / limit,
        result.p50(),
        result.p99(),
        result.failures() == 0 ? "" : "   UNEXPECTED ANSWERS: " + result.failures());
  }

  /** Half of the time to warm up, all of it to measure. */
  private Load.Result measure(int port, int status, LongFunction<String> request) throws Exception {
    var load = new Load(port, clients);
    load.run(time.dividedBy(2), status, request);
    return load.run(time, status, request);
  }

  /** A release for everybody who runs an older version than 2. */
  private static void prepare(Application service) throws Exception {
    var catalogue =
        "[{\"device\":90,\"rev\":2,\"firmware\":2,\"download_path\":\"ftp://host/90/2/2\",\"date\":\"\"}]";
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + service.adminPort() + "/admin/firmware/import"))
              .POST(BodyPublishers.ofString(catalogue))
              .build();
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("the catalogue was not taken: " + response.body());
      }
    }
  }

  private static String check(long n, int version) {
    return Load.request(
        "GET /fota.php?imei=%s&sr=1&d=90&fw=%d&rev=2".formatted(imei(n), version), "");
  }

  private static String ussd(long n) {
    return Load.request(
        FORM, "imei=" + imei(n) + "&data=CUSD: 0, \"Etebar:150,918Rial\nShegeftangiz:0Rial\", 1");
  }

  private static String otpRequest(long n) {
    return Load.request(
        "POST /api/otprequest",
        "{\"client_secret\":\"secret\",\"phone\":\"0912%07d\"}".formatted(n % 10_000_000));
  }

  private static String imei(long n) {
    return Imeis.checked((int) (n * 7919 % TRACKERS)).digits();
  }
}
