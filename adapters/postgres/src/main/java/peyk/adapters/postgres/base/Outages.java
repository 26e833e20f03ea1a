package peyk.adapters.postgres.base;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import peyk.domain.StorageUnavailableException;

/** Tells outages of the database from faults of a statement or of its values, by SQLSTATE. */
public final class Outages {
  /**
   * Classes of faults: conversion, support, cardinality, data, constraint, statement, size,
   * function.
   */
  private static final Set<String> FAULTS = Set.of("07", "0A", "21", "22", "23", "42", "54", "P0");

  /** The server's routine that finds a table changed since a statement on it was prepared. */
  private static final String STALE_PLAN = "RevalidateCachedQuery";

  private static final String MISSING_RIGHT = "42501";
  private static final String READ_ONLY = "25006";
  private static final String STARTING = "57P03";
  private static final String IDLE_IN_TRANSACTION = "25P03";

  /** A prepared statement is missing, or is there already: another client's server was given. */
  private static final Set<String> POOLER = Set.of("26000", "42P05");

  private Outages() {}

  /** Everything but an outage is a bug, and stays as it is. */
  public static RuntimeException translate(RuntimeException exception) {
    return isOutage(exception)
        ? new StorageUnavailableException(
            "the database cannot be asked: " + reason(exception), exception)
        : exception;
  }

  private static boolean isOutage(Throwable exception) {
    return causes(exception)
        .anyMatch(cause ->
            cause instanceof SQLTransientConnectionException
                || cause instanceof PoolInitializationException
                || cause instanceof SQLException sql
                    && (isOutage(sql.getSQLState()) || isStalePlan(sql)));
  }

  private static boolean isOutage(@Nullable String sqlState) {
    return sqlState != null
        && (sqlState.equals(MISSING_RIGHT)
            || POOLER.contains(sqlState)
            || FAULTS.stream().noneMatch(sqlState::startsWith));
  }

  /** The statement succeeds when it is prepared again. */
  private static boolean isStalePlan(SQLException failure) {
    return server(failure).filter(told -> STALE_PLAN.equals(told.getRoutine())).isPresent();
  }

  /** Whether a connection is of no use any more: its server may have been replaced by another. */
  public static boolean endsConnection(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return state.equals(READ_ONLY)
        || state.equals(IDLE_IN_TRANSACTION)
        || Stream.of("57P", "58", "XX").anyMatch(state::startsWith);
  }

  /** Whether no server is there, or one that is still starting. */
  public static boolean isAbsence(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || state.equals(STARTING);
  }

  static boolean isMissingRight(SQLException failure) {
    return MISSING_RIGHT.equals(failure.getSQLState());
  }

  /** One line for operators: the server's message without hints and details, and what to do. */
  public static String reason(Throwable failure) {
    if (causes(failure).anyMatch(UnknownHostException.class::isInstance)) {
      return "its host is not known: look at DATABASE_URL";
    }
    return causes(failure)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .reduce((first, second) -> second)
        .map(cause -> message(cause) + advice(String.valueOf(cause.getSQLState())))
        .orElse("it does not answer");
  }

  private static String message(SQLException failure) {
    return server(failure)
        .flatMap(message -> Optional.ofNullable(message.getMessage()))
        .orElseGet(() -> String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
  }

  private static Optional<ServerErrorMessage> server(SQLException failure) {
    return failure instanceof PSQLException refusal
        ? Optional.ofNullable(refusal.getServerErrorMessage())
        : Optional.empty();
  }

  private static String advice(String sqlState) {
    if (POOLER.contains(sqlState)) {
      return "; a pooler gives its servers to others between transactions: add prepareThreshold=0"
          + " to DATABASE_URL, or let it pool sessions";
    }
    return switch (sqlState) {
      case MISSING_RIGHT ->
          "; the user of DATABASE_USER needs that right, or DATABASE_MIGRATION_USER has to name the"
              + " owner of the tables";
      case "3D000" -> "; create it, or change DATABASE_URL";
      case "28000", "28P01" -> "; look at DATABASE_USER and DATABASE_PASSWORD";
      default -> "";
    };
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
