package peyk.adapters.postgres.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import peyk.domain.StorageUnavailableException;

class OutagesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "08006", "25006", "25P03", "26000", "28P01", "3D000", "40001", "40P01", "42501",
        "42P05", "53100", "53300", "55P03", "57014", "57P01", "57P03", "58030", "XX000", "XX001"
      })
  void all_that_is_not_the_fault_of_the_data_is_an_outage(String sqlState) {
    assertThat(translated(new SQLException("it failed", sqlState)))
        .isInstanceOf(StorageUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0A000", "21000", "22001", "22021", "23505", "42601", "42703", "42P01", "54000", "P0001"
      })
  void a_fault_of_the_data_or_of_a_statement_is_a_bug(String sqlState) {
    var failure = new ConnectionException(new SQLException("it failed", sqlState));
    assertThat(Outages.translate(failure)).isSameAs(failure);
  }

  @Test
  void a_statement_that_was_prepared_before_its_table_changed_is_tried_again() {
    var told =
        new ServerErrorMessage(
            "C0A000\0Mcached plan must not change result type\0RRevalidateCachedQuery\0");
    assertThat(translated(new PSQLException(told))).isInstanceOf(StorageUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"25006", "25P03", "57P01", "58030", "XX000"})
  void a_connection_to_a_server_that_is_no_use_is_not_kept(String sqlState) {
    assertThat(Outages.endsConnection(new SQLException("it failed", sqlState))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40P01", "55P03", "57014"})
  void a_connection_on_which_a_statement_failed_is_kept(String sqlState) {
    assertThat(Outages.endsConnection(new SQLException("it failed", sqlState))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"26000", "42P05"})
  void a_pooler_that_takes_prepared_statements_away_is_explained(String sqlState) {
    assertThat(translated(new SQLException("prepared statement S_1", sqlState)))
        .hasMessageContaining("add prepareThreshold=0 to DATABASE_URL");
  }

  @Test
  void a_host_that_does_not_exist_is_explained() {
    var failure = new SQLException("failed", "08001", new UnknownHostException("db.example"));
    assertThat(translated(failure)).hasMessageContaining("its host is not known");
  }

  private static RuntimeException translated(SQLException failure) {
    return Outages.translate(new ConnectionException(failure));
  }
}
