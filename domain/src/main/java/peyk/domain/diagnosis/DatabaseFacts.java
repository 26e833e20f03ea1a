package peyk.domain.diagnosis;

/**
 * The facts about a database.
 *
 * @param server product and version, e.g. {@code PostgreSQL 18.1}
 * @param standby whether it is a read-only standby of another server
 * @param tables whether it has this service's tables
 * @param steps the number of missing migrations
 * @param newer whether its tables are of a newer version than this one
 * @param rights the rights of the service's user
 */
public record DatabaseFacts(
    String server, boolean standby, boolean tables, int steps, boolean newer, Rights rights) {

  /**
   * @param create whether the user may create tables
   * @param owner whether the user owns this service's present tables, and so may alter them
   * @param write whether the user may read and write their rows
   */
  public record Rights(boolean create, boolean owner, boolean write) {}
}
