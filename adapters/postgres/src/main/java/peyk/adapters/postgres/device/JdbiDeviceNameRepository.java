package peyk.adapters.postgres.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.AdvisoryLocks;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DeviceNameRepository;
import peyk.domain.device.DeviceNaming;

/** Reservations in {@code device_name}; one owner's are made one after another. */
public record JdbiDeviceNameRepository(Storage storage) implements DeviceNameRepository {
  /** An owner who registers many devices at once must not have all of them listed for ever. */
  private static final int TRIES = 5;

  /**
   * @param own the number reserved for the device
   * @param others the names reserved for the owner's other devices
   * @param named a hash of the owner's named devices, with the versions of their claims
   */
  private record Known(Optional<Integer> own, List<String> others, String named) {}

  /**
   * Traccar is asked without a transaction. A device that got its name meanwhile may be missing
   * from the answer and from the reservations: then Traccar is asked again.
   */
  @Override
  public int reserve(
      AccountId owner, DeviceId device, Supplier<Collection<String>> namesInTraccar) {
    var names = new ArrayList<String>();
    for (int i = 0; i < TRIES; i++) {
      var before = storage.with(handle -> read(handle, owner, device));
      if (before.own().isPresent()) {
        return before.own().get();
      }
      names.addAll(before.others());
      names.addAll(namesInTraccar.get());
      var number =
          storage.inTransaction(
              transaction -> reserve(transaction, owner, device, names, before.named()));
      if (number.isPresent()) {
        return number.get();
      }
    }
    throw new StorageUnavailableException("the names of the owner's devices keep changing");
  }

  private static Optional<Integer> reserve(
      Handle transaction, AccountId owner, DeviceId device, List<String> names, String named) {
    AdvisoryLocks.take(transaction, "device names of " + owner);
    var now = read(transaction, owner, device);
    if (now.own().isPresent() || !now.named().equals(named)) {
      return now.own();
    }
    names.addAll(now.others());
    var number = DeviceNaming.next(names);
    Sql.in(
            transaction,
            """
            INSERT INTO device_name (device_id, account_id, number)
            VALUES (:device, :owner, :number)
            ON CONFLICT (device_id) DO UPDATE
               SET account_id = EXCLUDED.account_id, number = EXCLUDED.number,
                   reserved_at = EXCLUDED.reserved_at
            """)
        .bind("device", device)
        .bind("owner", owner)
        .bind("number", number)
        .execute();
    return Optional.of(number);
  }

  private static Known read(Handle handle, AccountId owner, DeviceId device) {
    return Sql.in(
            handle,
            """
            SELECT (SELECT number FROM device_name
                     WHERE device_id = :device AND account_id = :owner) AS own,
                   ARRAY(SELECT number FROM device_name
                          WHERE account_id = :owner AND device_id <> :device) AS others,
                   (SELECT md5(coalesce(string_agg(device_id || ' ' || version, ',' ORDER BY device_id), ''))
                      FROM device_claim
                     WHERE owner = :owner AND named) AS named
            """)
        .bind("device", device)
        .bind("owner", owner)
        .one(row ->
            new Known(
                Columns.maybe(row, "own", one -> one.getInt("own")),
                Arrays.stream((Integer[]) row.getArray("others").getArray())
                    .map(DeviceNaming::name)
                    .toList(),
                row.getString("named")));
  }

  static void drop(Handle transaction, DeviceId device) {
    Sql.in(transaction, "DELETE FROM device_name WHERE device_id = :device")
        .bind("device", device)
        .execute();
  }
}
