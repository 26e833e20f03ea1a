package peyk.adapters.postgres.job;

import java.time.Duration;
import java.util.UUID;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.job.Leases;
import peyk.domain.time.ClusterTime;

/**
 * The rows of {@code lease}.
 *
 * @param holder this replica
 */
public record JdbiLeases(Storage storage, UUID holder, ClusterTime clock) implements Leases {
  /** A later end was stored before the clock was set back. */
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public boolean take(String name, Duration time) {
    var now = clock.now();
    return storage
        .sql(
            """
            INSERT INTO lease (name, holder, until)
            VALUES (:name, :holder, :until)
            ON CONFLICT (name) DO UPDATE
               SET holder = EXCLUDED.holder, until = EXCLUDED.until
             WHERE lease.holder = :holder OR lease.until <= :now OR lease.until > :latest
            """)
        .bind("name", name)
        .bind("holder", holder)
        .bind("now", now)
        .bind("until", now.plus(time))
        .bind("latest", now.plus(LONGEST))
        .hasEffect();
  }

  @Override
  public void release(String name) {
    storage
        .sql("DELETE FROM lease WHERE name = :name AND holder = :holder")
        .bind("name", name)
        .bind("holder", holder)
        .execute();
  }
}
