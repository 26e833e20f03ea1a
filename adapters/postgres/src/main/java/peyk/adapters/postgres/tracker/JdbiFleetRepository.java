package peyk.adapters.postgres.tracker;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.FleetRepository;

/** The rows of {@code listed_device}, and the one of {@code fleet}. */
public record JdbiFleetRepository(Storage storage) implements FleetRepository {
  private static final String IS_LISTED =
      "SELECT FROM unnest(:devices) AS listed (id) WHERE listed.id = device_id";

  @Override
  public Listing last() {
    return storage
        .sql("SELECT listed_at, devices, online, version FROM fleet")
        .one(row ->
            new Listing(
                Columns.instant(row, "listed_at"),
                row.getInt("devices"),
                row.getInt("online"),
                row.getLong("version")));
  }

  /** Whoever has the row of {@code fleet} may change the others. */
  @Override
  public long store(Fleet fleet, Instant at) {
    return storage.inTransaction(transaction -> {
      Sql.in(transaction, "SELECT version FROM fleet FOR UPDATE").one(Long.class);
      var isChanged = removed(transaction, fleet) | put(transaction, fleet);
      return Sql.in(
              transaction,
              """
              UPDATE fleet
                 SET listed_at = :at, devices = :devices, online = :online,
                     version = version + :change
              RETURNING version
              """)
          .bind("at", at)
          .bind("devices", fleet.devices().size())
          .bind("online", fleet.online().size())
          .bind("change", isChanged ? 1 : 0)
          .one(Long.class);
    });
  }

  private static boolean removed(Handle transaction, Fleet fleet) {
    return Sql.in(transaction, "DELETE FROM listed_device WHERE NOT EXISTS (" + IS_LISTED + ")")
        .bind("devices", Columns.longs(fleet.devices(), DeviceId::value))
        .hasEffect();
  }

  private static boolean put(Handle transaction, Fleet fleet) {
    var imeis = new HashMap<DeviceId, String>();
    fleet.trackers().forEach((imei, device) -> imeis.put(device, imei.digits()));
    var devices = List.copyOf(fleet.devices());
    return Sql.in(
            transaction,
            """
            INSERT INTO listed_device AS present (device_id, imei)
            SELECT listed.id, nullif(listed.imei, '')
              FROM unnest(:devices, :imeis) AS listed (id, imei)
              LEFT JOIN listed_device AS known ON known.device_id = listed.id
             WHERE known.device_id IS NULL OR known.imei IS DISTINCT FROM nullif(listed.imei, '')
            ON CONFLICT (device_id) DO UPDATE SET imei = EXCLUDED.imei
            """)
        .bind("devices", Columns.longs(devices, DeviceId::value))
        .bind("imeis", Columns.texts(devices, device -> imeis.getOrDefault(device, "")))
        .hasEffect();
  }

  @Override
  public Map<Imei, DeviceId> trackers() {
    var trackers = new HashMap<Imei, DeviceId>();
    storage
        .sql("SELECT imei, device_id FROM listed_device WHERE imei IS NOT NULL")
        .list(row ->
            trackers.put(new Imei(row.getString("imei")), new DeviceId(row.getLong("device_id"))));
    return trackers;
  }
}
