package peyk.adapters.postgres.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.otp.TextCount;
import peyk.domain.otp.TextHistory;
import peyk.domain.time.ClusterTime;

/** One row of {@code text_hour} for each hour, so the rows of a month fit into memory. */
public record JdbiTextHistory(Storage storage, ClusterTime clock) implements TextHistory {
  private static final Duration KEPT = Duration.ofDays(400);

  @Override
  public void add(Map<Instant, TextCount> counts) {
    if (counts.isEmpty()) {
      return;
    }
    var hours = new TreeMap<>(counts).entrySet();
    storage
        .sql(
            """
            WITH old AS (DELETE FROM text_hour WHERE hour < :oldest)
            INSERT INTO text_hour AS known (hour, sent, failed, rejected, rials)
            SELECT * FROM unnest(:hours, :sent, :failed, :rejected, :rials)
            ON CONFLICT (hour) DO UPDATE
               SET sent = known.sent + excluded.sent,
                   failed = known.failed + excluded.failed,
                   rejected = known.rejected + excluded.rejected,
                   rials = known.rials + excluded.rials
            """)
        .bind("oldest", clock.now().minus(KEPT))
        .bind("hours", Columns.times(hours, Map.Entry::getKey))
        .bind("sent", Columns.longs(hours, hour -> hour.getValue().sent()))
        .bind("failed", Columns.longs(hours, hour -> hour.getValue().failed()))
        .bind("rejected", Columns.longs(hours, hour -> hour.getValue().rejected()))
        .bind("rials", Columns.longs(hours, hour -> hour.getValue().rials()))
        .execute();
  }

  @Override
  public SortedMap<Instant, TextCount> since(Instant from) {
    var hours = new TreeMap<Instant, TextCount>();
    storage
        .sql("SELECT * FROM text_hour WHERE hour >= :from")
        .bind("from", from)
        .list(row ->
            Map.entry(
                Columns.instant(row, "hour"),
                new TextCount(
                    row.getLong("sent"),
                    row.getLong("failed"),
                    row.getLong("rejected"),
                    row.getLong("rials"))))
        .forEach(hour -> hours.put(hour.getKey(), hour.getValue()));
    return hours;
  }
}
