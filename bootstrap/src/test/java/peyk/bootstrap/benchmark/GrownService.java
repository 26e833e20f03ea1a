package peyk.bootstrap.benchmark;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.sandbox.trackers.SimulatedFleet;

/** A service beside a database and a simulated Traccar with a large fleet and many users. */
final class GrownService implements AutoCloseable {
  static final int USERS = 200_000;

  /** Those that answer commands. */
  private static final int TRACKERS = 200;

  /** What is measured. */
  enum Path {
    FIRMWARE("GET /fota.php, nothing newer", new Load.Expected(400, "")),
    USSD("POST /qussd.php", new Load.Expected(200, "Data received")),
    CODE("POST /api/otprequest", new Load.Expected(200, "\"success\":true")),
    SIGN_IN("POST /api/otpverify, known account", new Load.Expected(200, "\"token\"")),
    DEVICE("POST /api/device", new Load.Expected(200, "\"success\":true"));

    final String title;
    private final Load.Expected expected;

    Path(String title, Load.Expected expected) {
      this.title = title;
      this.expected = expected;
    }
  }

  private final Surroundings around;
  private final MeasuredService service;
  private final long firstUser;
  private final AtomicLong number = new AtomicLong();
  private final AtomicLong phones = new AtomicLong();
  private final AtomicLong devices = new AtomicLong();
  private final ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();

  private GrownService(Surroundings around, MeasuredService service, long firstUser) {
    this.around = around;
    this.service = service;
    this.firstUser = firstUser;
  }

  static GrownService start() throws Exception {
    var around = new Surroundings();
    var firstUser = around.traccar.seedUsers(USERS);
    around.traccar.seedDevices(GrownTables.DEVICES);
    SimulatedFleet.t950(around.traccar, TRACKERS).switchOn();
    around.sms.credit(Long.MAX_VALUE);
    var file = around.directory().resolve("peyk.yaml");
    Files.writeString(file, "");
    var environment =
        around.environment(
            Map.of(
                "OTP_ADDRESS_WRONG_CODES_PER_HOUR", "0",
                "OTP_SERVICE_WRONG_CODES_PER_MINUTE", "0",
                "INBOX_RETENTION", "60d",
                "DATABASE_MOST_ROWS", "1000000000"));
    var service = MeasuredService.start(file, environment, around.directory().resolve("gc.log"));
    var started = new GrownService(around, service, firstUser);
    around.sms.onMessage(text ->
        started.codes.add(
            Benchmark.otpVerify(text.receptor(), text.inputs().values().iterator().next())));
    started.await();
    started.execute(
        "INSERT INTO phone_account SELECT '0910' || lpad(n::text, 7, '0'), %d + n FROM generate_series(0, %d) n ON CONFLICT DO NOTHING"
            .formatted(firstUser, USERS - 1));
    return started;
  }

  /** Waits until it has the fleet, because it links that to its own user first. */
  void await() throws InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      Benchmark.await(http, service, GrownTables.DEVICES);
    }
  }

  /** Waits while it works off what a path has left, which would slow down what is measured next. */
  void settle() throws IOException {
    Benchmark.settle(service);
  }

  /** Requests a second, of clients that send one after another. */
  double capacity(Path path, int clients, Duration time) throws Exception {
    if (path == Path.SIGN_IN) {
      codes(clients, time);
    }
    var load = new Load(service.uri(), clients);
    var result = load.asFastAsPossible(time, path.expected, () -> request(path));
    require(path, result);
    return result.perSecond();
  }

  /** Milliseconds, at an even rate. */
  double p99(Path path, int clients, double rate, Duration time) throws Exception {
    if (path == Path.SIGN_IN) {
      codes(clients, time);
    }
    var load = new Load(service.uri(), clients);
    var result = load.atRate(rate, time, path.expected, () -> request(path));
    require(path, result);
    return result.millis(99);
  }

  /**
   * Sign-ins need codes, which are requested about twice as fast. Those left over may be too old.
   */
  private void codes(int clients, Duration time) throws Exception {
    codes.clear();
    new Load(service.uri(), clients)
        .asFastAsPossible(time, Path.CODE.expected, () -> request(Path.CODE));
  }

  private static void require(Path path, Load.Result result) {
    if (result.failures() > result.acknowledged() / 100) {
      throw new IllegalStateException(path.title + " was answered with " + result.wrong());
    }
  }

  private Optional<String> request(Path path) {
    return switch (path) {
      case FIRMWARE -> Optional.of(Benchmark.check(number.getAndIncrement(), 2));
      case USSD -> Optional.of(Benchmark.ussd(number.getAndIncrement()));
      case CODE ->
          Optional.of(Benchmark.otpRequest(Benchmark.phone(phones.getAndIncrement() % USERS)));
      case SIGN_IN -> Optional.ofNullable(codes.poll());
      case DEVICE -> Optional.of(Benchmark.device(devices.getAndIncrement() % TRACKERS));
    };
  }

  PostgresConfig postgres() {
    return around.postgres();
  }

  long firstUser() {
    return firstUser;
  }

  Connection connect() throws SQLException {
    var config = around.postgres();
    return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password().value());
  }

  void execute(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> texts(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  /** Tables of which at least so many rows were read without an index. */
  List<String> readFromTheBeginning(int rows) throws SQLException {
    return texts(
        """
        SELECT relname || ' ' || seq_tup_read || ' rows in ' || seq_scan || ' scans'
          FROM pg_stat_user_tables
         WHERE schemaname = 'public' AND seq_tup_read >= %d
         ORDER BY relname
        """
            .formatted(rows));
  }

  @Override
  public void close() throws InterruptedException, IOException {
    service.close();
    around.close();
  }
}
