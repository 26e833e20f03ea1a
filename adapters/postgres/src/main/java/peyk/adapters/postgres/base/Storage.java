package peyk.adapters.postgres.base;

import com.zaxxer.hikari.HikariDataSource;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import peyk.domain.StorageUnavailableException;

/**
 * The one way to the tables. It translates an outage of the database into the domain's exception.
 * Callers wait for a connection in a queue, because the pool alone lets newcomers go first.
 */
public final class Storage implements AutoCloseable {
  /** A way to a connection. */
  interface Access {
    <T> T with(Function<Handle, T> work);
  }

  private static final int VALIDATION_SECONDS = 2;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Semaphore turns;
  private final Duration timeout;
  private final DiskSpace space = new DiskSpace();
  private final StorageMeters meters;
  private final List<Meter> gauges;

  public Storage(HikariDataSource pool, MeterRegistry metrics) {
    this.pool = pool;
    this.jdbi = discreet(Jdbi.create(pool));
    this.turns = new Semaphore(pool.getMaximumPoolSize(), true);
    this.timeout = Duration.ofMillis(pool.getConnectionTimeout());
    this.meters = new StorageMeters(metrics);
    this.gauges = meters.watch(pool, turns::getQueueLength);
  }

  /** A value may be a phone number, so exceptions show the statement only. */
  private static Jdbi discreet(Jdbi jdbi) {
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(exception ->
            "%s [statement: %s]"
                .formatted(
                    exception.getShortMessage(), exception.getStatementContext().getRenderedSql()));
    return jdbi;
  }

  /** For libraries that bring their own statements. */
  public DataSource pool() {
    return pool;
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** Whether the database answers within about two seconds, and takes writes. */
  public boolean isUp() {
    try (var connection = pool.getConnection()) {
      return connection.isValid(VALIDATION_SECONDS)
          && takesWrites(connection)
          && space.isThere(connection);
    } catch (SQLException e) {
      return false;
    }
  }

  private boolean takesWrites(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW transaction_read_only")) {
      var isReadOnly = row.next() && row.getBoolean(1);
      if (isReadOnly) {
        pool.evictConnection(connection);
      }
      return !isReadOnly;
    }
  }

  /** A statement that commits by itself. */
  public Sql sql(String text) {
    return new Sql(this::with, text);
  }

  /** Runs statements of which each commits by itself. */
  public <T> T with(Function<Handle, T> work) {
    return inTurn(() -> jdbi.withHandle(work::apply));
  }

  public void use(Consumer<Handle> work) {
    with(returningNothing(work));
  }

  public <T> T inTransaction(Function<Handle, T> work) {
    return inTurn(() -> jdbi.inTransaction(work::apply));
  }

  public void useTransaction(Consumer<Handle> work) {
    inTransaction(returningNothing(work));
  }

  private static Function<Handle, Boolean> returningNothing(Consumer<Handle> work) {
    return handle -> {
      work.accept(handle);
      return true;
    };
  }

  private <T> T inTurn(Supplier<T> work) {
    awaitTurn();
    try {
      return measured(work);
    } catch (JdbiException e) {
      space.note(e);
      throw Outages.translate(e);
    } finally {
      turns.release();
    }
  }

  private <T> T measured(Supplier<T> work) {
    var from = System.nanoTime();
    T result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      meters.failed(from);
      throw e;
    }
    meters.succeeded(from);
    return result;
  }

  private void awaitTurn() {
    var from = System.nanoTime();
    try {
      if (!turns.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StorageUnavailableException(
            "the database is too busy", new TimeoutException("no connection became free"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException("interrupted before the database was asked", e);
    } finally {
      meters.waited(from);
    }
  }

  /** Forgets the gauges of the pool; the pool is closed by who opened it. */
  @Override
  public void close() {
    meters.remove(gauges);
  }
}
