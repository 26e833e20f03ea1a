package peyk.adapters.postgres.firmware;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.GroupCommit;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.device.Imei;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.Offer;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/**
 * Decisions in {@code firmware_decision}, and what follows from them in {@code firmware_offer}.
 * Trackers that ask at the same time are decided about together.
 */
public final class JdbiDecisionRepository implements DecisionRepository, AutoCloseable {
  private record Question(FirmwareCheck check, Function<List<Offer>, FirmwareDecision> decide) {}

  private final Storage storage;
  private final ClusterTime clock;
  private final GroupCommit<Question, FirmwareDecision> questions;

  public JdbiDecisionRepository(Storage storage, ClusterTime clock) {
    this.storage = storage;
    this.clock = clock;
    this.questions =
        new GroupCommit<>(
            "firmware-decisions", asked -> 200 + asked.check().serial().length(), this::decide);
  }

  @Override
  public FirmwareDecision decide(
      FirmwareCheck check, Function<List<Offer>, FirmwareDecision> decide) {
    return questions.commit(new Question(check, decide));
  }

  private record Key(Imei imei, ReleaseId release) {}

  /**
   * An offer as it is from now on.
   *
   * @param stage of the rollout, for an offer that did not count before
   */
  private record Change(Imei imei, Offer offer, int stage) {
    static Change by(FirmwareDecision decision, Offer offer) {
      return new Change(decision.check().imei(), offer, decision.stageOf(offer.release()));
    }
  }

  /** Decisions in the order of their questions, and the offers that change by them. */
  private record Outcome(List<FirmwareDecision> decisions, Map<Key, Change> changes) {
    static Outcome of(List<Question> questions, Map<Imei, List<Offer>> offers) {
      var decisions = new ArrayList<FirmwareDecision>();
      var changes = new HashMap<Key, Change>();
      for (var question : questions) {
        var imei = question.check().imei();
        var before = offers.getOrDefault(imei, List.of());
        var decision = question.decide().apply(before);
        var after = decision.remember(before);
        after.stream()
            .filter(offer -> !before.contains(offer))
            .forEach(
                offer -> changes.put(new Key(imei, offer.release()), Change.by(decision, offer)));
        offers.put(imei, after);
        decisions.add(decision);
      }
      return new Outcome(decisions, changes);
    }

    Set<Imei> trackersWithChanges() {
      return changes.keySet().stream().map(Key::imei).collect(Collectors.toSet());
    }

    /** The same with the decisions about some trackers replaced, and all changes. */
    Outcome replacedBy(Outcome again, Set<Imei> trackers) {
      var rest = again.decisions.iterator();
      return new Outcome(
          decisions.stream()
              .map(one -> trackers.contains(one.check().imei()) ? rest.next() : one)
              .toList(),
          again.changes);
    }
  }

  /**
   * Most checks change no offer. A lock writes to the page of its row, and to the log, so it is
   * taken only for trackers with changes, which are decided about again with it.
   */
  private List<FirmwareDecision> decide(List<Question> batch) {
    return storage.inTransaction(transaction -> {
      preferIndexes(transaction);
      var outcome = Outcome.of(batch, offers(transaction, batch, ""));
      var trackers = outcome.trackersWithChanges();
      if (!trackers.isEmpty()) {
        var again = batch.stream().filter(one -> trackers.contains(one.check().imei())).toList();
        outcome =
            outcome.replacedBy(
                Outcome.of(again, offers(transaction, again, "FOR UPDATE OF offer")), trackers);
      }
      store(transaction, outcome.decisions(), outcome.changes().values());
      return outcome.decisions();
    });
  }

  /** A plan that was made while the tables were empty must not read all of them when they fill. */
  private static void preferIndexes(Handle transaction) {
    Sql.in(transaction, "SELECT set_config('enable_seqscan', 'off', true)").one(String.class);
  }

  /** Those that matter to {@link DecisionRepository#decide}, by an index for this condition. */
  private static Map<Imei, List<Offer>> offers(
      Handle transaction, List<Question> questions, String lock) {
    var versions =
        questions.stream()
            .map(Question::check)
            .collect(Collectors.toMap(FirmwareCheck::imei, FirmwareCheck::version, Math::min));
    var asked = List.copyOf(versions.entrySet());
    var offers = new HashMap<Imei, List<Offer>>();
    Sql.in(
            transaction,
            """
            SELECT offer.*
              FROM unnest(:imeis, :versions) AS asked (imei, version)
              JOIN firmware_offer AS offer
                ON offer.imei = asked.imei
               AND CASE WHEN offer.seen_at IS NULL THEN 9223372036854775807
                        ELSE offer.version - 1 END >= asked.version
             ORDER BY offer.imei, offer.release_id
            """
                + lock)
        .bind("imeis", Columns.texts(asked, one -> one.getKey().digits()))
        .bind("versions", Columns.longs(asked, Map.Entry::getValue))
        .list(row ->
            offers
                .computeIfAbsent(new Imei(row.getString("imei")), key -> new ArrayList<>())
                .add(JdbiOfferRepository.toDomain(row)));
    return offers;
  }

  /** Equal decisions about a tracker, one after the other. */
  private record Repeated(FirmwareDecision decision, int times) {
    /** As they will be stored, equal but for their times. */
    boolean isRepeatedBy(FirmwareDecision other) {
      return decision.check().equals(other.check())
          && decision.offered().isPresent() == other.offered().isPresent()
          && decision.reason().equals(other.reason())
          && turnedOn(decision) == turnedOn(other)
          && decision.explanation().equals(other.explanation());
    }

    /** Decisions in their order, in which equal ones about a tracker are one. */
    static List<Repeated> together(List<FirmwareDecision> decisions) {
      var together = new ArrayList<Repeated>();
      var places = new HashMap<Imei, Integer>();
      for (var decision : decisions) {
        var place = places.get(decision.check().imei());
        if (place != null && together.get(place).isRepeatedBy(decision)) {
          together.set(place, new Repeated(decision, together.get(place).times() + 1));
        } else {
          places.put(decision.check().imei(), together.size());
          together.add(new Repeated(decision, 1));
        }
      }
      return together;
    }
  }

  /** Takes offers, and then jobs, in an order that all replicas share. */
  private void store(Handle transaction, List<FirmwareDecision> all, Collection<Change> changes) {
    var together = Repeated.together(all);
    var decisions = together.stream().map(Repeated::decision).toList();
    Sql.in(
            transaction,
            """
            WITH decision AS (
              SELECT *, nullif(release, 0) AS release_id, offered = 1 AS is_offer,
                     row_number() OVER (PARTITION BY imei ORDER BY number) = 1 AS is_first
                FROM unnest(:times, :imeis, :serials, :types, :revisions, :versions, :offered,
                            :reasons, :releases, :explanations, :counts) WITH ORDINALITY
                  AS decision (at, imei, serial, type, revision, version, offered, reason,
                               release, explanation, count, number)
            ),
            repeated AS (
              SELECT decision.number, last.id, decision.at, decision.count
                FROM decision
               CROSS JOIN LATERAL (SELECT *
                                     FROM firmware_decision
                                    WHERE imei = decision.imei
                                    ORDER BY id DESC
                                    LIMIT 1) AS last
               WHERE is_first
                 AND last.at <= decision.at
                 AND coalesce(last.first_at, last.at) > decision.at - CAST(:repetition AS interval)
                 AND (last.serial, last.device_type, last.revision, last.version, last.offered,
                      last.reason, last.explanation)
                   = (decision.serial, type, decision.revision, decision.version, is_offer,
                      decision.reason, decision.explanation)
                 AND last.release_id IS NOT DISTINCT FROM decision.release_id
               ORDER BY last.id
            ),
            counted AS (
              UPDATE firmware_decision
                 SET at = repeated.at, times = times + repeated.count,
                     first_at = coalesce(first_at, firmware_decision.at)
                FROM repeated
               WHERE firmware_decision.id = repeated.id
            ),
            decided AS (
              INSERT INTO firmware_decision (at, first_at, times, imei, serial, device_type,
                     revision, version, offered, reason, release_id, explanation)
              SELECT at, at, count, imei, serial, type, revision, version, is_offer, reason,
                     release_id, explanation
                FROM decision
               WHERE number NOT IN (SELECT number FROM repeated)
               ORDER BY number
            ),
            changed AS (
              INSERT INTO firmware_offer (imei, release_id, version, stage, round, times, first_at,
                     last_at, seen_at)
              SELECT imei, release_id, version, stage, round, times, last_at, last_at, seen_at
                FROM unnest(:offerImeis, :offerReleases, :offerVersions, :offerStages,
                            :offerRounds, :offerTimes, :offerLasts, :offerSeens)
                  AS offer (imei, release_id, version, stage, round, times, last_at, seen_at)
               ORDER BY imei, release_id
              ON CONFLICT (imei, release_id) DO UPDATE
                 SET round = EXCLUDED.round, times = EXCLUDED.times,
                     last_at = EXCLUDED.last_at, seen_at = EXCLUDED.seen_at,
                     stage = CASE WHEN firmware_offer.stage < 0 THEN EXCLUDED.stage
                                  ELSE firmware_offer.stage END
              RETURNING release_id
            )
            SELECT wake_jobs(:kind, (SELECT array_agg(release_id::text) FROM changed), :due)
            """)
        .bind("times", Columns.times(decisions, FirmwareDecision::at))
        .bind("imeis", Columns.texts(decisions, one -> one.check().imei().digits()))
        .bind("serials", Columns.texts(decisions, one -> cut(one.check().serial())))
        .bind("types", Columns.longs(decisions, one -> one.check().hardware().type()))
        .bind("revisions", Columns.longs(decisions, one -> one.check().hardware().revision()))
        .bind("versions", Columns.longs(decisions, one -> one.check().version()))
        .bind("offered", Columns.longs(decisions, one -> one.offered().isPresent() ? 1 : 0))
        .bind("reasons", Columns.texts(decisions, FirmwareDecision::reason))
        .bind("releases", Columns.longs(decisions, JdbiDecisionRepository::turnedOn))
        .bind("explanations", Columns.texts(decisions, FirmwareDecision::explanation))
        .bind("counts", Columns.longs(together, Repeated::times))
        .bind("repetition", LONGEST_REPETITION.toString())
        .bind("offerImeis", Columns.texts(changes, one -> one.imei().digits()))
        .bind("offerReleases", Columns.longs(changes, one -> one.offer().release().value()))
        .bind("offerVersions", Columns.longs(changes, one -> one.offer().version()))
        .bind("offerStages", Columns.longs(changes, Change::stage))
        .bind("offerRounds", Columns.longs(changes, one -> one.offer().round()))
        .bind("offerTimes", Columns.longs(changes, one -> one.offer().times()))
        .bind("offerLasts", Columns.times(changes, one -> one.offer().last()))
        .bind("offerSeens", Columns.times(changes, one -> one.offer().seen().orElse(null)))
        .bind("kind", JobKind.WATCH_ROLLOUT.word())
        .bind("due", clock.now().plus(JdbiOfferRepository.JOB_LOOKS_AFTER))
        .execute();
  }

  private static String cut(String serial) {
    return serial.length() <= LONGEST_SERIAL ? serial : serial.substring(0, LONGEST_SERIAL);
  }

  private static long turnedOn(FirmwareDecision decision) {
    return decision.decisive().map(one -> one.release().id().value()).orElse(0L);
  }

  @Override
  public List<Remembered> ofTracker(Imei imei, long before, int atMost) {
    return latest("imei", imei, before, atMost);
  }

  @Override
  public List<Remembered> ofRelease(ReleaseId release, long before, int atMost) {
    return latest("release_id", release, before, atMost);
  }

  private List<Remembered> latest(String column, Object value, long before, int atMost) {
    var select =
        """
        SELECT *
          FROM firmware_decision
         WHERE %s = :value AND id < :before
         ORDER BY id DESC
         LIMIT :atMost
        """;
    return storage
        .sql(select.formatted(column))
        .bind("value", value)
        .bind("before", before)
        .bind("atMost", atMost)
        .list(JdbiDecisionRepository::toDomain);
  }

  private static Remembered toDomain(ResultSet row) throws SQLException {
    return new Remembered(
        row.getLong("id"),
        new FirmwareCheck(
            new Imei(row.getString("imei")),
            row.getString("serial"),
            new Hardware(row.getLong("device_type"), row.getLong("revision")),
            row.getLong("version")),
        Columns.instant(row, "at"),
        row.getLong("times"),
        row.getBoolean("offered"),
        row.getString("reason"),
        Columns.maybeLong(row, "release_id").map(ReleaseId::new),
        row.getString("explanation"));
  }

  /** Requests that are still undecided are not stored. */
  @Override
  public void close() {
    questions.close();
  }
}
