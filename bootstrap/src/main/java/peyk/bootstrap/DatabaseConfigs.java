package peyk.bootstrap;

import peyk.adapters.postgres.EmbeddedDatabase;
import peyk.bootstrap.settings.DatabaseSettings;

/** Databases of the settings. */
public final class DatabaseConfigs {
  private DatabaseConfigs() {}

  /**
   * Starts an embedded Postgres. Only one process at a time may use its directory.
   *
   * @throws StartupException if it does not start
   */
  public static EmbeddedDatabase startEmbedded(DatabaseSettings wanted) {
    try {
      return EmbeddedDatabase.start(wanted.embedded());
    } catch (IllegalStateException e) {
      throw new StartupException("Peyk cannot start: " + e.getMessage(), e);
    }
  }
}
