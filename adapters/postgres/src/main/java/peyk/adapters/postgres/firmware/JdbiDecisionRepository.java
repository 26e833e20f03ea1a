package peyk.adapters.postgres.firmware;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.GroupCommit;
import peyk.adapters.postgres.base.Storage;
import peyk.application.firmware.WatchRollout;
import peyk.domain.device.Imei;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.Offer;
import peyk.domain.firmware.ReleaseId;

/**
 * Decisions in {@code firmware_decision}, and what follows from them in {@code firmware_offer}.
 * Trackers that ask at the same time are decided about together.
 */
public final class JdbiDecisionRepository implements DecisionRepository, AutoCloseable {
  /** One writer: each batch wakes the same few jobs, and one tracker's questions stay in order. */
  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(1, 256, 10_000, Duration.ofSeconds(5));

  private record Question(FirmwareCheck check, Function<List<Offer>, FirmwareDecision> decide) {}

  private final Storage storage;
  private final InstantSource clock;
  private final GroupCommit<Question, FirmwareDecision> questions;

  public JdbiDecisionRepository(Storage storage, InstantSource clock) {
    this.storage = storage;
    this.clock = clock;
    this.questions = new GroupCommit<>("firmware-decisions", LIMITS, this::decide);
  }

  @Override
  public FirmwareDecision decide(
      FirmwareCheck check, Function<List<Offer>, FirmwareDecision> decide) {
    return questions.commit(new Question(check, decide));
  }

  private List<FirmwareDecision> decide(List<Question> batch) {
    return storage.with(handle -> {
      var offers = offers(handle, batch.stream().map(Question::check).toList());
      var decisions = new ArrayList<FirmwareDecision>();
      for (var question : batch) {
        var imei = question.check().imei();
        var before = offers.getOrDefault(imei, List.of());
        var decision = question.decide().apply(before);
        offers.put(imei, decision.remember(before));
        decisions.add(decision);
      }
      store(handle, decisions);
      return decisions;
    });
  }

  private static Map<Imei, List<Offer>> offers(Handle handle, Collection<FirmwareCheck> checks) {
    var offers = new HashMap<Imei, List<Offer>>();
    handle
        .createQuery(JdbiOfferRepository.SELECT + "WHERE imei = ANY(:imeis)")
        .bind("imeis", Columns.texts(checks.stream().map(check -> check.imei().digits()).toList()))
        .map((row, context) -> {
          var imei = new Imei(row.getString("imei"));
          return offers
              .computeIfAbsent(imei, key -> new ArrayList<>())
              .add(JdbiOfferRepository.toDomain(row, context));
        })
        .list();
    return offers;
  }

  /**
   * What a decision does to an offer.
   *
   * @param stage in which it is made; {@value #ARRIVED} if the tracker is seen to have it instead
   */
  private record Effect(FirmwareDecision decision, ReleaseId release, long stage) {
    static final long ARRIVED = -1;

    static Stream<Effect> of(FirmwareDecision decision) {
      return Stream.concat(
          decision.seen().stream().map(release -> new Effect(decision, release, ARRIVED)),
          decision.offered().stream()
              .map(release -> new Effect(decision, release.id(), release.rollout().stage())));
    }
  }

  /** Takes offers, and then jobs, in an order that all replicas share. */
  private void store(Handle handle, List<FirmwareDecision> decisions) {
    var update =
        handle.createUpdate(
            """
            WITH decided AS (
              INSERT INTO firmware_decision (at, imei, serial, device_type, revision, version,
                     offered, reason, release_id, explanation)
              SELECT timestamptz 'epoch' + micros * interval '1 microsecond', imei, serial,
                     type, revision, version, offered = 1, reason, nullif(release, 0),
                     explanation
                FROM unnest(:times, :imeis, :serials, :types, :revisions, :versions, :offered,
                            :reasons, :releases, :explanations) WITH ORDINALITY
                  AS decision (micros, imei, serial, type, revision, version, offered, reason,
                               release, explanation, number)
               ORDER BY number
            ),
            effect AS (
              SELECT timestamptz 'epoch' + micros * interval '1 microsecond' AS at, imei,
                     release_id, nullif(stage, -1) AS stage
                FROM unnest(:effectTimes, :effectImeis, :effectReleases, :effectStages)
                  AS effect (micros, imei, release_id, stage)
            ),
            together AS (
              SELECT imei, release_id, release.version, release.round,
                     coalesce(min(stage), 0) AS stage, count(stage) AS times,
                     min(at) AS first_at,
                     coalesce(max(at) FILTER (WHERE stage IS NOT NULL), max(at)) AS last_at,
                     min(at) FILTER (WHERE stage IS NULL) AS seen_at
                FROM effect
                JOIN firmware_release AS release ON release.id = release_id
               GROUP BY imei, release_id, release.version, release.round
            ),
            changed AS (
              INSERT INTO firmware_offer AS offer (imei, release_id, version, stage, round,
                     times, first_at, last_at, seen_at)
              SELECT imei, release_id, version, stage, round, times, first_at, last_at, seen_at
                FROM together
               ORDER BY imei, release_id
              ON CONFLICT (imei, release_id) DO UPDATE
                 SET round = EXCLUDED.round,
                     times = EXCLUDED.times
                           + CASE WHEN offer.round = EXCLUDED.round THEN offer.times ELSE 0 END,
                     last_at = CASE WHEN EXCLUDED.times > 0
                                    THEN greatest(offer.last_at, EXCLUDED.last_at)
                                    ELSE offer.last_at END,
                     seen_at = coalesce(offer.seen_at, EXCLUDED.seen_at)
               WHERE EXCLUDED.times > 0 OR offer.seen_at IS NULL
              RETURNING release_id
            )
            INSERT INTO scheduled_tasks
                   (task_name, task_instance, execution_time, picked, version, wakeups)
            SELECT :kind, release_id::text, :due, FALSE, 1, 1
              FROM (SELECT DISTINCT release_id FROM changed ORDER BY release_id) AS release
            ON CONFLICT (task_name, task_instance)
            DO UPDATE SET wakeups = scheduled_tasks.wakeups + 1
            """);
    bindDecisions(update, decisions);
    bindEffects(update, decisions.stream().flatMap(Effect::of).toList());
    update
        .bind("kind", WatchRollout.KIND)
        .bind("due", Columns.time(clock.instant().plus(JdbiOfferRepository.JOB_LOOKS_AFTER)))
        .execute();
  }

  private static void bindDecisions(Update update, List<FirmwareDecision> decisions) {
    update
        .bind("times", longs(decisions, decision -> Columns.micros(decision.at())))
        .bind("imeis", texts(decisions, decision -> decision.check().imei().digits()))
        .bind("serials", texts(decisions, decision -> cut(decision.check().serial())))
        .bind("types", longs(decisions, decision -> decision.check().hardware().type()))
        .bind("revisions", longs(decisions, decision -> decision.check().hardware().revision()))
        .bind("versions", longs(decisions, decision -> decision.check().version()))
        .bind("offered", longs(decisions, decision -> decision.offered().isPresent() ? 1L : 0L))
        .bind("reasons", texts(decisions, FirmwareDecision::reason))
        .bind("releases", longs(decisions, JdbiDecisionRepository::turnedOn))
        .bind("explanations", texts(decisions, FirmwareDecision::explanation));
  }

  private static String cut(String serial) {
    return serial.length() <= LONGEST_SERIAL ? serial : serial.substring(0, LONGEST_SERIAL);
  }

  private static long turnedOn(FirmwareDecision decision) {
    return decision.decisive().map(one -> one.release().id().value()).orElse(0L);
  }

  private static void bindEffects(Update update, List<Effect> effects) {
    update
        .bind("effectTimes", longs(effects, effect -> Columns.micros(effect.decision().at())))
        .bind("effectImeis", texts(effects, effect -> effect.decision().check().imei().digits()))
        .bind("effectReleases", longs(effects, effect -> effect.release().value()))
        .bind("effectStages", longs(effects, Effect::stage));
  }

  private static <T> Argument longs(List<T> rows, Function<T, Long> column) {
    return Columns.longs(rows.stream().map(column).toList());
  }

  private static <T> Argument texts(List<T> rows, Function<T, String> column) {
    return Columns.texts(rows.stream().map(column).toList());
  }

  @Override
  public List<Remembered> ofTracker(Imei imei, long before, int atMost) {
    return storage.with(handle ->
        latest(handle, "imei = :imei", before, atMost)
            .bind("imei", imei.digits())
            .map(JdbiDecisionRepository::toDomain)
            .list());
  }

  @Override
  public List<Remembered> ofRelease(ReleaseId release, long before, int atMost) {
    return storage.with(handle ->
        latest(handle, "release_id = :release", before, atMost)
            .bind("release", release.value())
            .map(JdbiDecisionRepository::toDomain)
            .list());
  }

  private static Query latest(Handle handle, String condition, long before, int atMost) {
    return handle
        .createQuery(
            """
            SELECT id, at, imei, serial, device_type, revision, version, offered, reason,
                   release_id, explanation
              FROM firmware_decision
             WHERE %s AND id < :before
             ORDER BY id DESC
             LIMIT :atMost
            """
                .formatted(condition))
        .bind("before", before)
        .bind("atMost", atMost);
  }

  private static Remembered toDomain(ResultSet row, StatementContext context) throws SQLException {
    return new Remembered(
        row.getLong("id"),
        new FirmwareCheck(
            new Imei(row.getString("imei")),
            row.getString("serial"),
            new Hardware(row.getLong("device_type"), row.getLong("revision")),
            row.getLong("version")),
        Columns.instant(row, "at"),
        row.getBoolean("offered"),
        row.getString("reason"),
        Columns.maybeLong(row, "release_id").map(ReleaseId::new),
        row.getString("explanation"));
  }

  /** What waits to be decided is not. */
  @Override
  public void close() {
    questions.close();
  }
}
