package peyk.adapters.postgres;

import java.util.Optional;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.WantedCommand;
import peyk.domain.tracker.WantedCommandRepository;

/** The commands in {@code wanted_command}. */
final class JdbiWantedCommandRepository implements WantedCommandRepository {
  private final Storage storage;

  JdbiWantedCommandRepository(Storage storage) {
    this.storage = storage;
  }

  @Override
  public Optional<WantedCommand> next(DeviceId device) {
    return storage.with(handle ->
        handle
            .createQuery(
                """
                SELECT id, text, wanted_at
                  FROM wanted_command
                 WHERE device_id = :device
                 ORDER BY id
                 LIMIT 1
                """)
            .bind("device", device.value())
            .map((row, context) ->
                new WantedCommand(
                    row.getLong("id"),
                    new CommandText(row.getString("text")),
                    Columns.instant(row, "wanted_at")))
            .findOne());
  }

  @Override
  public void remove(WantedCommand command) {
    storage.use(handle ->
        handle
            .createUpdate("DELETE FROM wanted_command WHERE id = :id")
            .bind("id", command.id())
            .execute());
  }
}
