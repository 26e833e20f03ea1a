package peyk.domain.diagnosis;

/**
 * What was seen of a database.
 *
 * @param server what it is, e.g. {@code PostgreSQL 18.1}
 * @param standby whether it is a copy that follows another server and cannot be written to
 * @param tables whether the tables of this service are there at all
 * @param steps how many steps would bring them up to date
 * @param newer whether they are of a newer version than this one
 * @param rights what the service's user may do there
 */
public record DatabaseFacts(
    String server, boolean standby, boolean tables, int steps, boolean newer, Rights rights) {

  /**
   * What a user may do.
   *
   * @param create whether it may make tables
   * @param owner whether the tables of this service that are there are its own, so that it may
   *     change their columns
   * @param write whether it may read and write what is in them
   */
  public record Rights(boolean create, boolean owner, boolean write) {}
}
