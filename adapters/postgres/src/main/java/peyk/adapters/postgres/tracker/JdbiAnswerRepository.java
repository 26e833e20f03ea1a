package peyk.adapters.postgres.tracker;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.AnswerRepository;

/** The answers in {@code event_inbox}; those that wait and the others have an index each. */
public record JdbiAnswerRepository(Storage storage) implements AnswerRepository {
  @Override
  public List<StoredAnswer> latest(DeviceId device, int atMost) {
    return storage
        .sql(
            """
            (SELECT sequence, event_time, received_at, handled_at, result
               FROM event_inbox
              WHERE device_id = :device AND handled_at IS NULL
              ORDER BY sequence DESC
              LIMIT :atMost)
            UNION ALL
            (SELECT sequence, event_time, received_at, handled_at, result
               FROM event_inbox
              WHERE device_id = :device AND handled_at IS NOT NULL
              ORDER BY sequence DESC
              LIMIT :atMost)
            ORDER BY sequence DESC
            LIMIT :atMost
            """)
        .bind("device", device)
        .bind("atMost", atMost)
        .list(JdbiAnswerRepository::toDomain);
  }

  private static StoredAnswer toDomain(ResultSet row) throws SQLException {
    return new StoredAnswer(
        Columns.instant(row, "event_time"),
        Columns.instant(row, "received_at"),
        Columns.maybeInstant(row, "handled_at"),
        row.getString("result"));
  }
}
