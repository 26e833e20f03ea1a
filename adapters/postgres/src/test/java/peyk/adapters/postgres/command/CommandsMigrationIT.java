package peyk.adapters.postgres.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestServer;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/** What becomes of commands that waited before there was more to tell of them. */
class CommandsMigrationIT {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  @Test
  void commands_that_waited_go_on_waiting() throws SQLException {
    var config = TestServer.get().createDatabase();
    try {
      migrateTo("003", config);
      execute(
          config,
          """
          INSERT INTO wanted_command (device_id, text, wanted_at)
          VALUES (7, 'getver', '2026-11-01T10:00:01Z'), (8, 'getver', '2026-11-01T10:00:00Z'),
                 (7, 'getimsi', '2026-11-01T10:00:01Z');
          INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
          VALUES ('send-commands', '7', now(), FALSE, 1), ('update-device', '7', now(), FALSE, 1)
          """);
      try (var database = PostgresDatabase.open(config.withPoolSize(2), Metrics.globalRegistry())) {
        var commands = database.commands();
        assertThat(commands.list(Optional.of(DEVICE), Optional.empty(), Long.MAX_VALUE, 10))
            .containsExactly(command(3, "getimsi"), command(1, "getver"));
        assertThat(Commands.take(commands, NOW)).map(Command::device).contains(new DeviceId(8));
        assertThat(Commands.take(commands, NOW)).isEmpty();
        assertThat(Commands.take(commands, NOW.plusSeconds(1)))
            .map(Command::id)
            .contains(new CommandId(1));
        assertThat(jobs(database)).containsExactly("update-device");
      }
    } finally {
      TestServer.get().drop(config);
    }
  }

  @Test
  void an_operator_whose_order_waited_goes_ahead_of_others() throws SQLException {
    var config = TestServer.get().createDatabase();
    try {
      migrateTo("007", config);
      execute(
          config,
          """
          INSERT INTO command (device_id, text, state, origin, wanted_at, not_before, expires_at)
          SELECT device_id, 'getver', 'wanted', origin, at, at, at + interval '1 hour'
            FROM (VALUES (7, 'provisioning', timestamptz '2026-11-01T09:59:58Z'),
                         (8, 'admin', timestamptz '2026-11-01T09:59:59Z'))
              AS waiting (device_id, origin, at);
          INSERT INTO command_device (device_id, due_at, urgent_at)
          SELECT device_id, not_before, not_before FROM command
          """);
      try (var database = PostgresDatabase.open(config.withPoolSize(2), Metrics.globalRegistry())) {
        var commands = database.commands();
        assertThat(Commands.take(commands, NOW)).map(Command::device).contains(new DeviceId(8));
        assertThat(Commands.take(commands, NOW)).map(Command::device).contains(DEVICE);
      }
    } finally {
      TestServer.get().drop(config);
    }
  }

  private static Command command(long id, String text) {
    var at = NOW.plusSeconds(1);
    return new Command(
        new CommandId(id),
        DEVICE,
        new CommandText(text),
        CommandState.WANTED,
        CommandOrigin.REACTION,
        at,
        at,
        at.plus(Commands.policy().lifetime()),
        0,
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> jobs(PostgresDatabase database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("SELECT task_name FROM scheduled_tasks").mapTo(String.class).list());
  }

  private static void migrateTo(String version, PostgresConfig config) {
    Flyway.configure(CommandsMigrationIT.class.getClassLoader())
        .dataSource(config.jdbcUrl(), user(config), password(config))
        .locations("classpath:peyk/db/migration")
        .target(version)
        .load()
        .migrate();
  }

  private static void execute(PostgresConfig config, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(config.jdbcUrl(), user(config), password(config));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Empty = as the url says. */
  private static String user(PostgresConfig config) {
    return config.user().isEmpty() ? null : config.user();
  }

  private static String password(PostgresConfig config) {
    return config.user().isEmpty() ? null : config.password().value();
  }
}
