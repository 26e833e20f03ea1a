package peyk.adapters.postgres.sim;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.sim.SimRepository;
import peyk.domain.sim.SimStatus;
import peyk.domain.sim.SimStatus.Balance;
import peyk.domain.sim.SimStatus.Number;

/** The history in {@code sim_reading}, the latest of each SIM in {@code sim_status}. */
public record JdbiSimRepository(Storage storage) implements SimRepository {
  @Override
  public Optional<SimStatus> find(Imei imei) {
    return storage
        .sql("SELECT * FROM sim_status WHERE imei = :imei")
        .bind("imei", imei)
        .find(JdbiSimRepository::status);
  }

  @Override
  public Optional<DeviceId> device(Imei imei) {
    return storage
        .sql("SELECT device_id FROM sim_status WHERE imei = :imei")
        .bind("imei", imei)
        .find(Long.class)
        .map(DeviceId::new);
  }

  @Override
  public List<Reading> history(Imei imei, long before, int atMost) {
    return storage
        .sql(
            """
            SELECT id, at, balance, number
              FROM sim_reading
             WHERE imei = :imei AND id < :before
             ORDER BY id DESC
             LIMIT :atMost
            """)
        .bind("imei", imei)
        .bind("before", before)
        .bind("atMost", atMost)
        .list(JdbiSimRepository::reading);
  }

  @Override
  public Map<Imei, List<Reading>> histories(Collection<Imei> imeis, int atMost) {
    return storage
        .sql(
            """
            SELECT latest.*
              FROM unnest(:imeis) AS wanted (imei)
             CROSS JOIN LATERAL (SELECT *
                                   FROM sim_reading
                                  WHERE sim_reading.imei = wanted.imei
                                  ORDER BY id DESC
                                  LIMIT :atMost) AS latest
             ORDER BY latest.imei, latest.id DESC
            """)
        .bind("imeis", Columns.texts(List.copyOf(imeis), Imei::digits))
        .bind("atMost", atMost)
        .list(row -> Map.entry(new Imei(row.getString("imei")), reading(row)))
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }

  @Override
  public List<SimStatus> below(long rials, String after, int atMost) {
    return storage
        .sql(
            """
            SELECT *
              FROM sim_status
             WHERE balance < :rials AND imei > :after
             ORDER BY imei
             LIMIT :atMost
            """)
        .bind("rials", rials)
        .bind("after", after)
        .bind("atMost", atMost)
        .list(JdbiSimRepository::status);
  }

  @Override
  public List<SimStatus> lowest(int atMost) {
    return storage
        .sql(
            """
            SELECT *
              FROM sim_status
             WHERE balance IS NOT NULL
             ORDER BY balance
             LIMIT :atMost
            """)
        .bind("atMost", atMost)
        .list(JdbiSimRepository::status);
  }

  private static SimStatus status(ResultSet row) throws SQLException {
    return new SimStatus(
        new Imei(row.getString("imei")),
        Columns.maybe(row, "balance_at", JdbiSimRepository::balance),
        Columns.maybe(row, "number_at", JdbiSimRepository::number));
  }

  private static Balance balance(ResultSet row) throws SQLException {
    return new Balance(row.getLong("balance"), Columns.instant(row, "balance_at"));
  }

  private static Number number(ResultSet row) throws SQLException {
    return new Number(row.getString("number"), Columns.instant(row, "number_at"));
  }

  private static Reading reading(ResultSet row) throws SQLException {
    var balance = Columns.maybeLong(row, "balance");
    return new Reading(
        row.getLong("id"),
        Columns.instant(row, "at"),
        balance.map(OptionalLong::of).orElseGet(OptionalLong::empty),
        Optional.ofNullable(row.getString("number")));
  }
}
