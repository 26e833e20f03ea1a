package peyk.adapters.postgres.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables and sequences of the service, in the present schema of a connection. They belong to
 * the owner of the migration history.
 */
record Tables(Connection connection) {
  static final String HISTORY = "flyway_schema_history";

  private static final String OURS =
      """
       FROM pg_class history
       JOIN pg_class ours USING (relnamespace, relowner)
      WHERE history.oid = to_regclass(quote_ident(current_schema()) || '.flyway_schema_history')
        AND NOT EXISTS (SELECT 1 FROM pg_depend
                         WHERE objid = ours.oid AND classid = 'pg_class'::regclass
                           AND deptype = 'e')
      """;

  /** Each table comes after those that it refers to. A partition is part of its table. */
  private static final String TABLES =
      """
      WITH RECURSIVE one (id, name, depth) AS (
        SELECT ours.oid, ours.relname, 0
          %s
          AND ours.relkind IN ('r', 'p') AND NOT ours.relispartition
          AND ours.oid <> history.oid
         UNION
        SELECT referrer.oid, referrer.relname, depth + 1
          FROM one
          JOIN pg_constraint ON confrelid = id AND contype = 'f' AND conrelid <> confrelid
          JOIN pg_class referrer ON referrer.oid = conrelid AND NOT referrer.relispartition
         WHERE depth < 50
      )
      SELECT name FROM one GROUP BY name ORDER BY max(depth), name
      """
          .formatted(OURS);

  private static final String COLUMNS =
      """
      SELECT attname
        FROM pg_attribute
       WHERE attrelid = to_regclass(quote_ident(current_schema()) || '.' || quote_ident(?))
         AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
       ORDER BY attnum
      """;

  private static final String SEQUENCES =
      "SELECT ours.relname " + OURS + " AND ours.relkind = 'S' ORDER BY ours.relname";

  /**
   * The statements that drop everything of the service. Tables go first, with their own sequences.
   */
  private static final String DROPS =
      """
      (SELECT format('DROP %%s IF EXISTS %%I CASCADE',
                    CASE ours.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                                      WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                    ours.relname)
        %s
        AND ours.relkind IN ('r', 'p', 'v', 'm', 'S')
        ORDER BY ours.relkind = 'S')
       UNION ALL
      SELECT format('DROP ROUTINE IF EXISTS %%s CASCADE', routine.oid::regprocedure)
        FROM pg_proc routine
        JOIN pg_class history ON pronamespace = relnamespace AND proowner = relowner
       WHERE history.oid = to_regclass(quote_ident(current_schema()) || '.flyway_schema_history')
         AND NOT EXISTS (SELECT 1 FROM pg_depend
                          WHERE objid = routine.oid AND classid = 'pg_proc'::regclass
                            AND deptype = 'e')
      """
          .formatted(OURS);

  List<String> names() throws SQLException {
    return list(TABLES);
  }

  /** Those that are stored: a generated one is computed again. */
  List<String> columns(String table) throws SQLException {
    return list(COLUMNS, table);
  }

  List<Manifest.Sequence> sequences() throws SQLException {
    var sequences = new ArrayList<Manifest.Sequence>();
    for (var name : sequenceNames()) {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("SELECT last_value, is_called FROM " + quote(name))) {
        row.next();
        sequences.add(new Manifest.Sequence(name, row.getLong(1), row.getBoolean(2)));
      }
    }
    return sequences;
  }

  List<String> sequenceNames() throws SQLException {
    return list(SEQUENCES);
  }

  /** The newest migration that was applied; 0 if there are no tables of the service. */
  int schema() throws SQLException {
    var isThere =
        list(
            "SELECT to_regclass(quote_ident(current_schema()) || '.%s') IS NOT NULL"
                .formatted(HISTORY));
    return isThere.equals(List.of("t"))
        ? Integer.parseInt(
            list("SELECT coalesce(max(version::int), 0) FROM " + HISTORY + " WHERE success")
                .getFirst())
        : 0;
  }

  void drop() throws SQLException {
    for (var drop : list(DROPS)) {
      execute(drop);
    }
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of all rows. */
  List<String> list(String sql, String... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (var rows = statement.executeQuery()) {
        return read(rows);
      }
    }
  }

  private static List<String> read(ResultSet rows) throws SQLException {
    var read = new ArrayList<String>();
    while (rows.next()) {
      read.add(rows.getString(1));
    }
    return read;
  }

  static String quote(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static String quote(List<String> names) {
    return String.join(", ", names.stream().map(Tables::quote).toList());
  }
}
