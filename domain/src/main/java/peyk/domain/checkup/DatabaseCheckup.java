package peyk.domain.checkup;

import static peyk.domain.checkup.Area.DATABASE;

/** What the facts about the database mean for this service. */
public final class DatabaseCheckup {
  private DatabaseCheckup() {}

  /**
   * @param place which database it is, for people
   */
  public static Finding finding(String place, DatabaseFacts facts) {
    var name = "%s, %s".formatted(place, facts.server());
    if (facts.newer()) {
      return Finding.fault(
          DATABASE,
          "database_newer",
          name + ": its tables were made by a newer Peyk than this one",
          "run that Peyk or a newer one, or restore a backup from before");
    }
    if (facts.steps() == 0) {
      return Finding.ok(DATABASE, "database", name + ": its tables are up to date");
    }
    if (!facts.mayChange()) {
      return Finding.fault(
          DATABASE,
          "database_not_ours",
          name + ": its tables have to be made or changed, which its user may not",
          "let the user create tables: GRANT CREATE ON SCHEMA public TO the user of DATABASE_USER");
    }
    return Finding.note(
        DATABASE,
        "database_older",
        name
            + (facts.tables()
                ? ": the service updates its tables"
                : ": the service makes its tables")
            + " when it starts");
  }
}
