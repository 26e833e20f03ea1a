package peyk.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.diagnosis.DatabaseFacts.Rights;

class DatabaseDiagnosisTest {
  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          standby, tables, steps, newer, create, owner, write, code,                     severity
          false,   true,   0,     false, true,   true,  true,  database,                 OK
          false,   true,   0,     false, false,  false, true,  database,                 OK
          false,   true,   2,     false, true,   true,  true,  database_older,           NOTE
          false,   false,  5,     false, true,   true,  true,  database_older,           NOTE
          false,   false,  5,     false, false,  true,  true,  database_not_ours,        FAULT
          false,   true,   1,     false, false,  true,  true,  database_not_ours,        FAULT
          false,   true,   1,     false, true,   false, true,  database_tables_not_ours, FAULT
          false,   true,   0,     false, true,   true,  false, database_not_writable,    FAULT
          false,   true,   1,     false, true,   true,  false, database_not_writable,    FAULT
          false,   true,   0,     true,  true,   true,  true,  database_newer,           FAULT
          true,    true,   0,     false, true,   true,  true,  database_standby,         FAULT
          """)
  void the_tables_have_to_be_ours_or_become_so(
      boolean standby,
      boolean tables,
      int steps,
      boolean newer,
      boolean create,
      boolean owner,
      boolean write,
      String code,
      Severity severity) {
    var facts =
        new DatabaseFacts(
            "PostgreSQL 18.1", standby, tables, steps, newer, new Rights(create, owner, write));
    assertThat(DatabaseDiagnosis.finding("at db:5432", facts))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(code, severity);
  }
}
