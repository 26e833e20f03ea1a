package peyk.domain.checkup;

/**
 * What was seen of a database.
 *
 * @param server what it is, e.g. {@code PostgreSQL 18.1}
 * @param tables whether the tables of this service are there at all
 * @param steps how many steps would bring them up to date
 * @param newer whether they are of a newer version than this one
 * @param mayChange whether the service may make and change tables there
 */
public record DatabaseFacts(
    String server, boolean tables, int steps, boolean newer, boolean mayChange) {}
