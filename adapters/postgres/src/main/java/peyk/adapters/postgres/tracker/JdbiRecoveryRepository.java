package peyk.adapters.postgres.tracker;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.RecoveryRepository;

/** The rows of {@code recovery_pass}, and two columns of {@code listening}. */
public record JdbiRecoveryRepository(Storage storage) implements RecoveryRepository {
  @Override
  public void wasWhole(Instant at) {
    storage.sql("UPDATE listening SET sound_at = :at").bind("at", at).execute();
  }

  /** A time in the future was stored before the clock was set back, and says nothing. */
  @Override
  public void wasBroken(Instant at, Instant orFrom) {
    storage.useTransaction(transaction -> {
      Sql.in(transaction, "DELETE FROM recovery_pass WHERE name = :gap")
          .bind("gap", name(Gap.SUBSCRIPTION))
          .execute();
      Sql.in(
              transaction,
              """
              UPDATE listening
                 SET sound_at = :at,
                     owed_from = coalesce(owed_from,
                                          CASE WHEN sound_at <= :at THEN sound_at ELSE :orFrom END)
              """)
          .bind("at", at)
          .bind("orFrom", orFrom)
          .execute();
    });
  }

  @Override
  public Optional<Instant> owedFrom() {
    return storage
        .sql("SELECT owed_from FROM listening WHERE owed_from IS NOT NULL")
        .find(row -> Columns.instant(row, "owed_from"));
  }

  @Override
  public long resume(Gap gap, Instant notBefore, Instant now) {
    return storage
        .sql(
            """
            INSERT INTO recovery_pass AS pass (name, begun_at, last_device)
            VALUES (:gap, :now, 0)
            ON CONFLICT (name) DO UPDATE
               SET last_device = CASE WHEN pass.begun_at BETWEEN :notBefore AND :now
                                      THEN pass.last_device ELSE 0 END,
                   begun_at = CASE WHEN pass.begun_at BETWEEN :notBefore AND :now
                                   THEN pass.begun_at ELSE :now END
            RETURNING last_device
            """)
        .bind("gap", name(gap))
        .bind("notBefore", notBefore)
        .bind("now", now)
        .one(Long.class);
  }

  @Override
  public void fetched(Gap gap, DeviceId upTo) {
    storage
        .sql("UPDATE recovery_pass SET last_device = :upTo WHERE name = :gap")
        .bind("gap", name(gap))
        .bind("upTo", upTo)
        .execute();
  }

  /** If its row is gone, it was found out in the meantime that more is owed. */
  @Override
  public void end(Gap gap) {
    storage
        .sql(
            """
            WITH ended AS (DELETE FROM recovery_pass WHERE name = :gap RETURNING name)
            UPDATE listening
               SET owed_from = NULL
              FROM ended
             WHERE ended.name = :subscription AND owed_from IS NOT NULL
            """)
        .bind("gap", name(gap))
        .bind("subscription", name(Gap.SUBSCRIPTION))
        .execute();
  }

  private static String name(Gap gap) {
    return gap.name().toLowerCase(Locale.ROOT);
  }
}
