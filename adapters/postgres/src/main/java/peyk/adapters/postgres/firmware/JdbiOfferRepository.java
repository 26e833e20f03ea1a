package peyk.adapters.postgres.firmware;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.device.Imei;
import peyk.domain.firmware.AdvanceOrPausePolicy.Cohort;
import peyk.domain.firmware.AdvanceOrPausePolicy.Progress;
import peyk.domain.firmware.Offer;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.Rollout;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/**
 * Offers in {@code firmware_offer}. Triggers add each change to {@code firmware_progress}, so that
 * offers are not counted again and again.
 */
public record JdbiOfferRepository(Storage storage, ClusterTime clock) implements OfferRepository {
  /** A rollout is looked at once for all that happens within a second. */
  static final Duration JOB_LOOKS_AFTER = Duration.ofSeconds(1);

  /** So many changes are read within a few milliseconds. */
  private static final int SUM_UP_FROM = 1000;

  private static final int SUM_UP_AT_MOST = 50_000;

  @Override
  public List<Offer> of(Imei imei) {
    return storage
        .sql("SELECT * FROM firmware_offer WHERE imei = :imei ORDER BY release_id")
        .bind("imei", imei)
        .list(JdbiOfferRepository::toDomain);
  }

  static Offer toDomain(ResultSet row) throws SQLException {
    return new Offer(
        new ReleaseId(row.getLong("release_id")),
        row.getLong("version"),
        row.getInt("round"),
        row.getInt("times"),
        Columns.instant(row, "last_at"),
        Columns.maybeInstant(row, "seen_at"));
  }

  /** Takes rows in the order in which decisions take them. */
  @Override
  public void seen(Imei imei, long version, Instant at) {
    storage
        .sql(
            """
            WITH arrived AS (
              SELECT release_id
                FROM firmware_offer
               WHERE imei = :imei AND version <= :version AND seen_at IS NULL
               ORDER BY release_id
                 FOR UPDATE
            ),
            seen AS (
              UPDATE firmware_offer AS offer
                 SET seen_at = :at
                FROM arrived
               WHERE offer.imei = :imei AND offer.release_id = arrived.release_id
              RETURNING offer.release_id
            )
            SELECT wake_jobs(:kind, (SELECT array_agg(release_id::text) FROM seen), :due)
            """)
        .bind("imei", imei)
        .bind("version", version)
        .bind("at", at)
        .bind("kind", JobKind.WATCH_ROLLOUT.word())
        .bind("due", clock.now().plus(JOB_LOOKS_AFTER))
        .execute();
  }

  @Override
  public Progress progress(Release release) {
    var changes = new AtomicLong();
    var cohorts =
        storage
            .sql(
                """
                SELECT stage,
                       sum(offers) AS offered,
                       coalesce(sum(offers) FILTER (WHERE seen), 0) AS seen,
                       coalesce(sum(offers) FILTER (WHERE NOT seen AND round = :round
                                                     AND times >= :failures), 0) AS failing,
                       count(*) AS changes
                  FROM firmware_progress
                 WHERE release_id = :release
                 GROUP BY stage
                 ORDER BY stage
                """)
            .bind("release", release.id())
            .bind("round", release.round())
            .bind(
                "failures",
                release.rollout().brake().map(Rollout.Brake::offers).orElse(Integer.MAX_VALUE))
            .list(row -> {
              changes.addAndGet(row.getLong("changes"));
              return new Cohort(
                  row.getInt("stage"),
                  row.getLong("offered"),
                  row.getLong("seen"),
                  row.getLong("failing"));
            });
    if (changes.get() >= SUM_UP_FROM) {
      sumUp(release.id());
    }
    return new Progress(
        cohorts.stream().filter(one -> one.stage() >= 0 && one.offered() > 0).toList());
  }

  /** Replaces changes by their sums. Changes that somebody else holds are left for next time. */
  private void sumUp(ReleaseId release) {
    storage
        .sql(
            """
            WITH gone AS (
              DELETE FROM firmware_progress
               WHERE ctid = ANY (ARRAY(SELECT ctid
                                         FROM firmware_progress
                                        WHERE release_id = :release
                                        LIMIT :atMost
                                          FOR UPDATE SKIP LOCKED))
              RETURNING *
            )
            INSERT INTO firmware_progress (release_id, stage, seen, round, times, offers)
            SELECT release_id, stage, seen, round, times, sum(offers)
              FROM gone
             GROUP BY release_id, stage, seen, round, times
            HAVING sum(offers) <> 0
            """)
        .bind("release", release)
        .bind("atMost", SUM_UP_AT_MOST)
        .execute();
  }
}
