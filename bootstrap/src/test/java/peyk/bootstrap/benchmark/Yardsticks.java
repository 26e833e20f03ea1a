package peyk.bootstrap.benchmark;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import peyk.adapters.postgres.PostgresConfig;

/**
 * What the machine could do at best: an HTTP handler alone, in a process of its own with the JVM
 * options of the service, and Postgres alone.
 */
final class Yardsticks implements AutoCloseable {
  private static final String TEXT = "a text about as long as what a tracker has to say for itself";

  /**
   * @param bare requests a second
   * @param inserts rows a second
   */
  record Limit(double bare, double inserts) {
    /** Requests a second that cost no more than the two. */
    double perSecond() {
      return 1 / (1 / bare + 1 / inserts);
    }
  }

  private final PostgresConfig database;
  private final Duration time;
  private final int clients;
  private final URI address;
  private final Process process;

  Yardsticks(PostgresConfig database, Duration time, int clients) throws IOException {
    this.database = database;
    this.time = time;
    this.clients = clients;
    var port = MeasuredService.freePort();
    address = URI.create("http://127.0.0.1:" + port);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Bare.class.getName(),
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    if (!Bare.READY.equals(process.inputReader().readLine())) {
      throw new IOException("the bare server did not start");
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  Limit measure() throws Exception {
    var request = Optional.of(Load.request("GET /", ""));
    var bare =
        new Load(address, clients)
            .asFastAsPossible(time, new Load.Expected(200, "ok"), () -> request);
    return new Limit(bare.perSecond(), inserts());
  }

  /** The process of the bare handler. */
  public static final class Bare {
    static final String READY = "ready";

    private Bare() {}

    public static void main(String[] port) {
      WebServer.builder()
          .host("127.0.0.1")
          .port(Integer.parseInt(port[0]))
          .routing(HttpRouting.builder().get("/", (request, response) -> response.send("ok")))
          .build()
          .start();
      System.out.println(READY);
    }
  }

  /** One commit and one network packet hold as many one-row inserts as there are clients. */
  private double inserts() throws SQLException {
    try (var connection =
        DriverManager.getConnection(
            database.jdbcUrl(), database.user(), database.password().value())) {
      try (var statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS benchmark");
        statement.execute("DROP TABLE IF EXISTS benchmark.yardstick");
        statement.execute(
            "CREATE TABLE benchmark.yardstick (id bigint PRIMARY KEY, text text NOT NULL)");
      }
      connection.setAutoCommit(false);
      var start = System.nanoTime();
      var rows = insertFor(connection, time, clients);
      return rows * 1e9 / (System.nanoTime() - start);
    }
  }

  private static long insertFor(Connection connection, Duration time, int batch)
      throws SQLException {
    var end = System.nanoTime() + time.toNanos();
    long next = 0;
    try (var insert =
        connection.prepareStatement("INSERT INTO benchmark.yardstick VALUES (?, ?)")) {
      while (System.nanoTime() < end) {
        for (int i = 0; i < batch; i++) {
          insert.setLong(1, next++);
          insert.setString(2, TEXT);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      }
    }
    return next;
  }
}
