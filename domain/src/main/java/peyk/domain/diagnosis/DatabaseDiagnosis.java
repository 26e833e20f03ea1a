package peyk.domain.diagnosis;

import static peyk.domain.diagnosis.Area.DATABASE;

/** Turns the facts about the database into a finding. */
public final class DatabaseDiagnosis {
  private DatabaseDiagnosis() {}

  /**
   * @param place the address of the database, for people
   */
  public static Finding finding(String place, DatabaseFacts facts) {
    var name = "%s, %s".formatted(place, facts.server());
    if (facts.standby()) {
      return DATABASE.fault(
          "database_standby",
          name + ": it takes no writes, because it is a standby or set to read-only",
          "set DATABASE_URL to the primary server, or let this one be written to");
    }
    if (facts.newer()) {
      return DATABASE.fault(
          "database_newer",
          name + ": its tables were made by a newer Peyk than this one",
          "run that Peyk or a newer one, or restore a backup from before");
    }
    if (!facts.rights().write()) {
      return DATABASE.fault(
          "database_not_writable",
          name + ": its tables are there, but its user may not read and write all of them",
          "set DATABASE_USER to the owner of the tables, or GRANT the user SELECT, INSERT, UPDATE,"
              + " DELETE on all tables and USAGE on all sequences of the schema");
    }
    return facts.steps() == 0
        ? DATABASE.ok("database", name + ": its tables are up to date")
        : update(name, facts);
  }

  private static Finding update(String name, DatabaseFacts facts) {
    if (!facts.rights().create()) {
      return DATABASE.fault(
          "database_not_ours",
          name + ": its tables have to be made or changed, which its user may not",
          "let the user create tables: GRANT CREATE ON SCHEMA public TO the user of DATABASE_USER");
    }
    if (!facts.rights().owner()) {
      return DATABASE.fault(
          "database_tables_not_ours",
          name + ": its tables have to be changed, but belong to another user",
          "set DATABASE_USER to the owner of the tables, or make that user a member of the owner's"
              + " role: GRANT owner TO user");
    }
    return DATABASE.note(
        "database_older",
        name
            + (facts.tables()
                ? ": the service updates its tables"
                : ": the service makes its tables")
            + " when it starts");
  }
}
