package peyk.adapters.postgres;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import peyk.domain.StorageUnavailableException;

/** The one way to the tables: here a database that cannot be asked becomes the domain's word. */
final class Storage {
  private final Jdbi jdbi;

  Storage(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Runs statements of which each commits by itself. */
  <T> T with(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw translate(e);
    }
  }

  void use(Consumer<Handle> work) {
    try {
      jdbi.useHandle(work::accept);
    } catch (JdbiException e) {
      throw translate(e);
    }
  }

  <T> T inTransaction(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw translate(e);
    }
  }

  void useTransaction(Consumer<Handle> work) {
    try {
      jdbi.useTransaction(work::accept);
    } catch (JdbiException e) {
      throw translate(e);
    }
  }

  /** Leaves everything else as it is: what is no outage is a bug. */
  static RuntimeException translate(RuntimeException exception) {
    return isOutage(exception)
        ? new StorageUnavailableException("the database cannot be asked", exception)
        : exception;
  }

  private static boolean isOutage(Throwable exception) {
    for (@Nullable Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || cause instanceof PoolInitializationException
          || cause instanceof SQLException sql && isOutage(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Lost connections, a server that is starting, stopping or out of resources, and statements that
   * took longer than they may.
   */
  private static boolean isOutage(@Nullable String sqlState) {
    return sqlState != null
        && (sqlState.startsWith("08")
            || sqlState.startsWith("53")
            || sqlState.startsWith("57P0")
            || sqlState.equals("57014"));
  }
}
