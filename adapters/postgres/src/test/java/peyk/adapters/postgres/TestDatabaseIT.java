package peyk.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;

/** What other tests rely on. */
class TestDatabaseIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int CONNECTIONS = 8;

  @Test
  void after_an_outage_no_connection_is_handed_out_that_was_cut() {
    var database = DATABASE.open();
    useAllAtOnce(database);
    DATABASE.goAway();
    DATABASE.comeBack();
    useAllAtOnce(database);
  }

  /** Each waits for the others, so that none is used twice. */
  private static void useAllAtOnce(PostgresDatabase database) {
    var inUse = new CountDownLatch(CONNECTIONS);
    var answers =
        AtOnce.run(
            CONNECTIONS,
            number ->
                database.storage.with(handle -> {
                  inUse.countDown();
                  Eventually.await(inUse);
                  return handle.createQuery("SELECT 1").mapTo(Integer.class).one();
                }));
    assertThat(answers).hasSize(CONNECTIONS).containsOnly(1);
  }
}
