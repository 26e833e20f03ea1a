package peyk.bootstrap;

import peyk.adapters.postgres.EmbeddedDatabase;
import peyk.adapters.postgres.PostgresConfig;
import peyk.bootstrap.settings.DatabaseSettings;

/** How the settings become a Postgres to work with. */
final class DatabaseConfigs {
  private DatabaseConfigs() {}

  /** The one whose url was set. */
  static PostgresConfig given(DatabaseSettings wanted) {
    return wanted.external().orElseThrow();
  }

  /**
   * One of our own; its directory is for one process at a time.
   *
   * @throws StartupException if it cannot be started
   */
  static EmbeddedDatabase startEmbedded(DatabaseSettings wanted) {
    try {
      return EmbeddedDatabase.start(wanted.embedded());
    } catch (IllegalStateException e) {
      throw new StartupException("Peyk cannot start: " + e.getMessage(), e);
    }
  }
}
