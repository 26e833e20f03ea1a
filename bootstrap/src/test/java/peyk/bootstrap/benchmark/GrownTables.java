package peyk.bootstrap.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import peyk.domain.device.Imeis;

/** Fills the tables of a service as years of a fleet of 100,000 trackers would. */
record GrownTables(GrownService service, int rows) {
  static final int DEVICES = 100_000;

  /** Of the oldest row; the others are spread evenly until now. */
  static final Duration AGE = Duration.ofDays(20);

  private static final int PHONES = 1_000_000;

  /**
   * By table. {@code TIME} grows with n. Decisions are those that the service makes about the
   * checks of {@link GrownService.Path#FIRMWARE}, so that most trackers are told the same again.
   */
  private static final Map<String, String> FILLS = new LinkedHashMap<>();

  static {
    FILLS.put(
        "firmware_decision",
        """
        INSERT INTO firmware_decision (at, imei, serial, device_type, revision, version, offered,
               reason, release_id, explanation)
        SELECT TIME, imei, '1', 90, 2, 2, FALSE, 'no_release',
               CASE WHEN n % 10 = 0 THEN 1 END, ''
          FROM numbers JOIN benchmark.tracker ON number = n % 100000
        """);
    FILLS.put(
        "sim_reading",
        """
        INSERT INTO sim_reading (imei, at, balance)
        SELECT imei, TIME, n FROM numbers JOIN benchmark.tracker ON number = n % 100000
        """);
    FILLS.put(
        "ussd_message",
        """
        INSERT INTO ussd_message (imei, data, address, received_at, lane, handled_at, outcome)
        SELECT imei, 'CUSD: 0, "Etebar:150,918Rial", 1', '192.0.2.1', TIME, n % 16, TIME,
               'understood'
          FROM numbers JOIN benchmark.tracker ON number = n % 100000
        """);
    FILLS.put(
        "event_inbox",
        """
        INSERT INTO event_inbox (event_id, fingerprint, device_id, event_time, result, received_at,
               handled_at)
        SELECT 1000000000 + n, n, 1000 + n % 99000, TIME, 'IMSI:432350123456789', TIME, TIME
          FROM numbers
        """);
    FILLS.put(
        "command",
        """
        INSERT INTO command (device_id, text, state, origin, wanted_at, not_before, expires_at,
               sent_at, ended_at, firing_id)
        SELECT 1000 + n % 99000, 'getver', 'answered', 'schedule', TIME, TIME, TIME, TIME, TIME,
               1 + n / 99000
          FROM numbers
        """);
    FILLS.put(
        "audit_entry",
        """
        INSERT INTO audit_entry (at, caller, role, method, route, outcome)
        SELECT TIME, 'somebody', 'operate', 'POST', '/admin/commands', '200'
          FROM numbers WHERE n % 10 = 0
        """);
    FILLS.put(
        "firmware_offer",
        """
        INSERT INTO firmware_offer (imei, release_id, version, stage, round, times, first_at,
               last_at, seen_at)
        SELECT imei, 100 + n / 100000, 1, 0, 0, 1, now(), now(), now()
          FROM generate_series(0, 999999) AS n JOIN benchmark.tracker ON number = n % 100000
        """);
    FILLS.put(
        "otp_phone",
        """
        INSERT INTO otp_phone (phone, first_sent_at, expires_at)
        SELECT '+98910' || lpad(n::text, 7, '0'), now() - interval '2 hours',
               now() - interval '2 hours'
          FROM generate_series(0, PHONES - 1) AS n
        ON CONFLICT DO NOTHING
        """);
    FILLS.put(
        "otp_request",
        """
        INSERT INTO otp_request (id, phone, address, block, at)
        SELECT gen_random_uuid(), '+98911' || lpad(n::text, 7, '0'), '192.0.2.1', '192.0.2.0',
               now() - interval '20 hours'
          FROM generate_series(0, PHONES - 1) AS n
        """);
    FILLS.put(
        "phone_account",
        """
        INSERT INTO phone_account (login, account_id)
        SELECT '0910' || lpad(n::text, 7, '0'), 1000000000 + n
          FROM generate_series(200000, PHONES - 1) AS n
        """);
    FILLS.put(
        "device_claim",
        """
        INSERT INTO device_claim (device_id, owner, version)
        SELECT n, n, 0 FROM generate_series(1000, 100000) AS n
        """);
    FILLS.put(
        "provisioning",
        """
        INSERT INTO provisioning (device_id, step, started_at, since, asked)
        SELECT n, 'done', now(), now(), 0 FROM generate_series(1000, 100000) AS n
        ON CONFLICT DO NOTHING
        """);
    FILLS.put(
        "command_device",
        """
        INSERT INTO command_device (device_id) SELECT n FROM generate_series(1000, 100000) AS n
        ON CONFLICT DO NOTHING
        """);
    FILLS.put(
        "sim_status",
        """
        INSERT INTO sim_status (imei, device_id, balance, balance_at)
        SELECT imei, 1000 + number, 150918, now() FROM benchmark.tracker
        ON CONFLICT DO NOTHING
        """);
  }

  /** Nothing is waited for the disk meanwhile, and indexes are made at the end. */
  void fill(Consumer<String> report) throws SQLException {
    server(
        "fsync = off",
        "synchronous_commit = off",
        "full_page_writes = off",
        "max_wal_size = '16GB'",
        "autovacuum = off");
    try (var connection = service.connect()) {
      execute(connection, "SET maintenance_work_mem = '1GB'");
      trackers(connection);
      for (var table : FILLS.keySet()) {
        fill(connection, table);
        report.accept(table + " " + size(connection, table));
      }
      execute(connection, "VACUUM (ANALYZE)");
    }
    server("fsync = on", "synchronous_commit = on", "full_page_writes = on", "autovacuum = on");
    service.execute("CHECKPOINT");
  }

  private void server(String... settings) throws SQLException {
    for (var setting : settings) {
      service.execute("ALTER SYSTEM SET " + setting);
    }
    service.execute("SELECT pg_reload_conf()");
  }

  /** The trackers that {@link Benchmark} lets ask. */
  private static void trackers(Connection connection) throws SQLException {
    execute(connection, "CREATE SCHEMA IF NOT EXISTS benchmark");
    execute(connection, "CREATE TABLE benchmark.tracker (number int PRIMARY KEY, imei text)");
    var imeis = IntStream.range(0, 100_000).mapToObj(n -> Imeis.checked(n).digits()).toArray();
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO benchmark.tracker SELECT n - 1, imei FROM unnest(?) WITH ORDINALITY AS one (imei, n)")) {
      insert.setArray(1, connection.createArrayOf("text", imeis));
      insert.execute();
    }
    execute(connection, "ANALYZE benchmark.tracker");
  }

  private void fill(Connection connection, String table) throws SQLException {
    var indexes = indexes(connection, table);
    for (var index : indexes.keySet()) {
      execute(connection, "DROP INDEX " + index);
    }
    var numbers = "generate_series(1, %d) AS n".formatted(rows);
    var time =
        "(now() - (%d - n) * (interval '%d seconds' / %d))".formatted(rows, AGE.toSeconds(), rows);
    execute(
        connection,
        FILLS
            .get(table)
            .replace("numbers", numbers)
            .replace("TIME", time)
            .replace("PHONES", Integer.toString(PHONES)));
    for (var definition : indexes.values()) {
      execute(connection, definition);
    }
  }

  /** Those that belong to no constraint. */
  private static Map<String, String> indexes(Connection connection, String table)
      throws SQLException {
    var indexes = new LinkedHashMap<String, String>();
    try (var statement =
        connection.prepareStatement(
            """
            SELECT indexname, indexdef
              FROM pg_indexes
             WHERE tablename = ?
               AND indexname NOT IN (SELECT conname FROM pg_constraint)
            """)) {
      statement.setString(1, table);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          indexes.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return indexes;
  }

  private static String size(Connection connection, String table) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT count(*) || ' rows, ' || pg_size_pretty(pg_total_relation_size('%1$s')) FROM %1$s"
                    .formatted(table))) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
