package peyk.adapters.postgres.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.TestDatabase;

class DiskSpaceIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** Nothing is committed, so nobody else sees that user. */
  @Test
  void a_user_who_may_not_try_to_write_believes_that_there_is_room() throws SQLException {
    var space = new DiskSpace();
    space.note(new SQLException("disk full", "53100"));
    try (var connection = TestDatabase.storage(DATABASE.open()).pool().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          """
          DO $$
          BEGIN
            EXECUTE format('REVOKE TEMP ON DATABASE %I FROM public', current_database());
          END $$;
          CREATE ROLE peyk_without_temp;
          SET LOCAL ROLE peyk_without_temp
          """);
      assertThat(space.isThere(connection)).isTrue();
      connection.rollback();
    }
  }
}
