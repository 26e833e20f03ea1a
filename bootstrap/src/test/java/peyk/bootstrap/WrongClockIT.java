package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;

/** A replica whose clock is two hours ahead of the database's. */
class WrongClockIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Duration WRONG = Duration.ofHours(2);

  private PostgresDatabase database;
  private Neighbourhood around;

  @BeforeEach
  void start() {
    database = DATABASE.open(InstantSource.system());
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), 1);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  /** Nobody but the housekeeping looks at devices that are not due. */
  @Test
  void its_housekeeping_ends_what_has_expired_and_nothing_else() {
    execute("INSERT INTO command_device (device_id) VALUES (901), (902)");
    execute(
        """
        INSERT INTO command (device_id, text, state, origin, wanted_at, not_before, expires_at)
        VALUES (901, 'getver', 'wanted', 'test', now(), now(), now() - interval '1 second'),
               (902, 'getver', 'wanted', 'test', now(), now(), now() + interval '1 hour')
        """);
    around.start(() -> Instant.now().plus(WRONG));
    var states = "SELECT state FROM command ORDER BY device_id";
    assertThat(
            around.traccar.await(
                Neighbourhood.PATIENCE, () -> texts(states).getFirst().equals("expired")))
        .isTrue();
    assertThat(texts(states)).containsExactly("expired", "wanted");
  }

  @Test
  void what_an_operator_orders_there_lives_as_long_as_is_said() throws Exception {
    var ahead = around.start(() -> Instant.now().plus(WRONG));
    var imei = around.fleet.tracker(0).imei();
    assertThat(
            order(
                ahead,
                "{\"imei\":\"%s\",\"command\":\"getstatus\",\"lifetimeSeconds\":600}"
                    .formatted(imei)))
        .isEqualTo(201);
    assertThat(
            texts(
                """
                SELECT origin
                  FROM command
                 WHERE text = 'getstatus'
                   AND wanted_at BETWEEN now() - interval '2 minutes' AND now() + interval '1 second'
                   AND expires_at BETWEEN now() AND now() + interval '601 seconds'
                """))
        .containsExactly("admin");
  }

  private static int order(Application replica, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + replica.adminPort() + "/admin/commands"))
            .timeout(Neighbourhood.PATIENCE)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private List<String> texts(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
