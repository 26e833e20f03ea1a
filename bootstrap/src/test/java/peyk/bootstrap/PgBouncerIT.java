package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Eventually;

/** The service behind PgBouncer in transaction mode, where a machine has that program. */
class PgBouncerIT {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void two_replicas_work_behind_fewer_connections_than_they_have(@TempDir Path directory)
      throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "this machine has no " + PROGRAM);
    var port = ServiceProcess.freePort();
    var bouncer = start(directory, port);
    try (var around = new Neighbourhood(DATABASE.config(), 1)) {
      var settings =
          Map.of(
              "DATABASE_URL",
              "jdbc:postgresql://127.0.0.1:%d/peyk?prepareThreshold=0".formatted(port));
      var one = around.start(settings);
      var other = around.start(settings);
      var imei = around.fleet.tracker(0).imei();

      around.signIn(one, "09121110001");
      assertThat(around.post(other, "/api/device", "user", "09121110001", "imei", imei))
          .contains("device command sent");
      Eventually.until("it is named", () -> around.nameOf(imei).startsWith("خودرو"));
      Eventually.until("it listens", () -> around.traccar.openSockets() == 2);
      around.traccar.emitAnswer(imei, "PASS:4711");

      Eventually.until(
          "it has its effect", () -> around.attributeOf(imei, "Device Password").equals("4711"));
    } finally {
      bouncer.destroyForcibly().onExit().join();
    }
  }

  private static Process start(Path directory, int port) throws IOException {
    var database = DATABASE.config();
    var users = Files.writeString(directory.resolve("users"), login(database));
    var settings = Files.writeString(directory.resolve("ini"), settings(database, port, users));
    var command = new ArrayList<>(List.of(PROGRAM.toString(), settings.toString()));
    if (System.getProperty("user.name").equals("root")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      command.addAll(1, List.of("-u", "nobody"));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Path.of("target/pgbouncer.log").toFile())
        .start();
  }

  private static String login(PostgresConfig database) {
    return "\"%s\" \"%s\"\n".formatted(database.user(), database.password().value());
  }

  private static String settings(PostgresConfig database, int port, Path users) {
    var server = database.jdbcUrl().replaceFirst("^jdbc:postgresql://", "").split("[:/?]");
    return """
    [databases]
    peyk = host=%s port=%s dbname=%s
    [pgbouncer]
    listen_addr = 127.0.0.1
    listen_port = %d
    unix_socket_dir =
    auth_type = plain
    auth_file = %s
    pool_mode = transaction
    default_pool_size = 8
    ignore_startup_parameters = extra_float_digits
    """
        .formatted(server[0], server[1], server[2], port, users);
  }
}
