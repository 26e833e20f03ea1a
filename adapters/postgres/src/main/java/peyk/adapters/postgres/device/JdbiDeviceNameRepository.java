package peyk.adapters.postgres.device;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.AdvisoryLocks;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DeviceNameRepository;
import peyk.domain.device.DeviceNaming;

/** Reservations in {@code device_name}; one owner's are made one after another. */
public record JdbiDeviceNameRepository(Storage storage) implements DeviceNameRepository {
  /**
   * The reservations are read before Traccar is asked: one that is dropped in between has reached
   * Traccar by then.
   */
  @Override
  public int reserve(
      AccountId owner, DeviceId device, Supplier<Collection<String>> namesInTraccar) {
    return storage.inTransaction(transaction -> {
      AdvisoryLocks.take(transaction, "device names of " + owner);
      return reserved(transaction, owner, device)
          .orElseGet(() -> {
            var names = new ArrayList<>(namesOfOthers(transaction, owner, device));
            names.addAll(namesInTraccar.get());
            var number = DeviceNaming.next(names);
            store(transaction, owner, device, number);
            return number;
          });
    });
  }

  private static Optional<Integer> reserved(Handle transaction, AccountId owner, DeviceId device) {
    return Sql.in(
            transaction,
            """
            SELECT number
              FROM device_name
             WHERE device_id = :device AND account_id = :owner
            """)
        .bind("device", device)
        .bind("owner", owner)
        .find(Integer.class);
  }

  private static List<String> namesOfOthers(Handle transaction, AccountId owner, DeviceId device) {
    return Sql.in(
            transaction,
            """
            SELECT number
              FROM device_name
             WHERE account_id = :owner AND device_id <> :device
            """)
        .bind("device", device)
        .bind("owner", owner)
        .list(row -> DeviceNaming.name(row.getInt("number")));
  }

  private static void store(Handle transaction, AccountId owner, DeviceId device, int number) {
    Sql.in(
            transaction,
            """
            INSERT INTO device_name (device_id, account_id, number)
            VALUES (:device, :owner, :number)
            ON CONFLICT (device_id) DO UPDATE
               SET account_id = EXCLUDED.account_id, number = EXCLUDED.number
            """)
        .bind("device", device)
        .bind("owner", owner)
        .bind("number", number)
        .execute();
  }

  static void drop(Handle transaction, DeviceId device) {
    Sql.in(transaction, "DELETE FROM device_name WHERE device_id = :device")
        .bind("device", device)
        .execute();
  }
}
