package peyk.bootstrap;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Eventually;

/** A service whose fleet is known and has nothing to do. */
class IdleIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int STATEMENTS = 30;
  private static final long LONGEST_NANOS = Duration.ofSeconds(STATEMENTS / 5).toNanos();

  private StatementCounter counter;
  private Neighbourhood around;

  @BeforeEach
  void start() throws IOException {
    DATABASE.clear(DATABASE.open());
    counter = new StatementCounter(DATABASE.config());
    around = new Neighbourhood(counter.config(), 3);
  }

  @AfterEach
  void stop() {
    around.close();
    counter.close();
  }

  /** Until then it starts, and does what it does now and then. */
  @Test
  void it_sends_the_database_fewer_than_five_statements_a_second() {
    around.start();
    Eventually.until("so many statements take so long", this::isIdle);
  }

  private boolean isIdle() {
    long before = counter.statements();
    long begun = System.nanoTime();
    Eventually.until("it did something", () -> counter.statements() - before >= STATEMENTS);
    return System.nanoTime() - begun > LONGEST_NANOS;
  }
}
