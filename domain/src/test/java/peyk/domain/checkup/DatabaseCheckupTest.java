package peyk.domain.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseCheckupTest {
  @ParameterizedTest
  @CsvSource({
    "true,  0, false, true,  database,          OK",
    "true,  0, false, false, database,          OK",
    "true,  2, false, true,  database_older,    NOTE",
    "false, 5, false, true,  database_older,    NOTE",
    "false, 5, false, false, database_not_ours, FAULT",
    "true,  1, false, false, database_not_ours, FAULT",
    "true,  0, true,  true,  database_newer,    FAULT"
  })
  void the_tables_have_to_be_ours_or_become_so(
      boolean tables, int steps, boolean newer, boolean mayChange, String code, Severity severity) {
    var facts = new DatabaseFacts("PostgreSQL 18.1", tables, steps, newer, mayChange);
    assertThat(DatabaseCheckup.finding("at db:5432", facts))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(code, severity);
  }
}
