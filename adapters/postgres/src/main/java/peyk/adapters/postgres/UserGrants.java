package peyk.adapters.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import peyk.adapters.postgres.base.Sha256;

/**
 * The rights of a user that only reads and writes the rows of this service: on the rows of all
 * tables and views, on sequences and functions, and to read the list of migrations. The owner of
 * the tables grants it after each migration, so that operators need not know the tables.
 *
 * @param owner a connection of the owner of the tables
 * @param user the role that is granted what it lacks
 */
record UserGrants(Connection owner, String user) {
  /** The statements that are still needed. Everything of the service has the history's owner. */
  private static final String MISSING =
      """
      WITH grantee AS (SELECT rolname FROM pg_roles WHERE rolname = ?),
      history AS (
        SELECT oid, relnamespace, relowner
          FROM pg_class
         WHERE oid = to_regclass(quote_ident(current_schema()) || '.flyway_schema_history')
      )
      SELECT format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), rolname)
        FROM grantee
       WHERE NOT has_schema_privilege(rolname, current_schema(), 'USAGE')
       UNION ALL
      SELECT format('GRANT %s ON %s TO %I', rights, history.oid::regclass, rolname)
        FROM grantee, history, (VALUES ('SELECT')) AS needed (rights)
       WHERE NOT has_table_privilege(rolname, history.oid, rights)
       UNION ALL
      SELECT format('GRANT %s ON TABLE %s TO %I', rights, ours.oid::regclass, rolname)
        FROM grantee, history
        JOIN pg_class ours USING (relnamespace, relowner)
       CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) AS needed (rights)
       WHERE ours.relkind IN ('r', 'p', 'v', 'm') AND ours.oid <> history.oid
         AND NOT has_table_privilege(rolname, ours.oid, rights)
       UNION ALL
      SELECT format('GRANT USAGE ON SEQUENCE %s TO %I', ours.oid::regclass, rolname)
        FROM grantee, history
        JOIN pg_class ours USING (relnamespace, relowner)
       WHERE CASE WHEN ours.relkind = 'S'
                  THEN NOT has_sequence_privilege(rolname, ours.oid, 'USAGE') ELSE false END
       UNION ALL
      SELECT format('GRANT EXECUTE ON ROUTINE %s TO %I', routine.oid::regprocedure, rolname)
        FROM grantee, history
        JOIN pg_proc routine ON pronamespace = relnamespace AND proowner = relowner
       WHERE NOT has_function_privilege(rolname, routine.oid, 'EXECUTE')
      """;

  /** Grants what is missing; replicas that start together wait for one another. */
  void complete() throws SQLException {
    if (missing().isEmpty()) {
      return;
    }
    owner.setAutoCommit(false);
    try (var statement = owner.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(%d)".formatted(Sha256.number("grants")));
      for (var grant : missing()) {
        statement.execute(grant);
      }
    }
    owner.commit();
  }

  private List<String> missing() throws SQLException {
    try (var query = owner.prepareStatement(MISSING)) {
      query.setString(1, user);
      try (var rows = query.executeQuery()) {
        var grants = new ArrayList<String>();
        while (rows.next()) {
          grants.add(rows.getString(1));
        }
        return grants;
      }
    }
  }
}
