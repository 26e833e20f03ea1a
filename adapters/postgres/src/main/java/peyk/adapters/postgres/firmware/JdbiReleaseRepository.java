package peyk.adapters.postgres.firmware;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.IdempotencyKey;
import peyk.domain.device.Imei;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.NewRelease;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseEdit;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.firmware.Rollout;
import peyk.domain.firmware.Standing;

/** Releases in {@code firmware_release}, and what belongs to them. */
public final class JdbiReleaseRepository implements ReleaseRepository {
  /** The releases that are imported. */
  private static final String WANTED =
      """
      WITH wanted AS (
        SELECT *
          FROM unnest(:types, :revisions, :versions, :dates, :notes, :links) WITH ORDINALITY
            AS release (device_type, revision, version, wanted_date, wanted_notes, wanted_link,
                        number)
      )
      """;

  private final Storage storage;
  private final InstantSource clock;

  public JdbiReleaseRepository(Storage storage, InstantSource clock) {
    this.storage = storage;
    this.clock = clock;
  }

  @Override
  public Creation create(NewRelease wanted, Rollout rollout, Optional<IdempotencyKey> key) {
    return change(transaction -> {
      var earlier = key.flatMap(one -> createdWith(transaction, one));
      if (earlier.isPresent()) {
        return earlier.get();
      }
      var same = idOf(transaction, wanted);
      if (same.isPresent()) {
        return new Creation.Exists(same.get());
      }
      var id = insert(transaction, wanted, rollout, key);
      return new Creation.Created(ReleaseRows.find(transaction, id).orElseThrow());
    });
  }

  private <T> T change(Function<Handle, T> change) {
    return storage.inTransaction(transaction -> {
      ReleaseRows.lock(transaction);
      return change.apply(transaction);
    });
  }

  private static Optional<Creation> createdWith(Handle transaction, IdempotencyKey key) {
    return transaction
        .createQuery(
            """
            SELECT id, idempotency_fingerprint = :fingerprint AS same
              FROM firmware_release
             WHERE idempotency_key = :key
            """)
        .bind("key", Columns.text(key.value()))
        .bind("fingerprint", Columns.text(key.fingerprint()))
        .<Creation>map((row, context) ->
            row.getBoolean("same")
                ? new Creation.Repeated(
                    ReleaseRows.find(transaction, new ReleaseId(row.getLong("id"))).orElseThrow())
                : new Creation.KeyInUse())
        .findOne();
  }

  private static Optional<ReleaseId> idOf(Handle transaction, NewRelease wanted) {
    return transaction
        .createQuery(
            """
            SELECT id
              FROM firmware_release
             WHERE device_type = :type AND revision = :revision AND version = :version
            """)
        .bind("type", wanted.hardware().type())
        .bind("revision", wanted.hardware().revision())
        .bind("version", wanted.version())
        .mapTo(Long.class)
        .findOne()
        .map(ReleaseId::new);
  }

  private ReleaseId insert(
      Handle transaction, NewRelease wanted, Rollout rollout, Optional<IdempotencyKey> key) {
    return transaction
        .createQuery(
            """
            INSERT INTO firmware_release (device_type, revision, version, date, notes, state, link,
                   rollout, created_at, idempotency_key, idempotency_fingerprint)
            VALUES (:type, :revision, :version, :date, :notes, :state, :link, :rollout::jsonb,
                   :now, :key, :fingerprint)
            RETURNING id
            """)
        .bind("type", wanted.hardware().type())
        .bind("revision", wanted.hardware().revision())
        .bind("version", wanted.version())
        .bind("date", Columns.text(wanted.date()))
        .bind("notes", Columns.text(wanted.notes()))
        .bind("state", ReleaseState.DRAFT.word())
        .bind("link", wanted.link().map(Columns::text).orElse(null))
        .bind("rollout", RolloutJson.write(rollout))
        .bind("now", Columns.time(clock.instant()))
        .bind("key", key.map(IdempotencyKey::value).map(Columns::text).orElse(null))
        .bind("fingerprint", key.map(IdempotencyKey::fingerprint).map(Columns::text).orElse(null))
        .mapTo(Long.class)
        .map(ReleaseId::new)
        .one();
  }

  /** In few statements, since each of those that change something is counted as a change. */
  @Override
  public Imported importAll(List<NewRelease> releases) {
    if (releases.stream().anyMatch(release -> release.link().isEmpty())) {
      throw new IllegalArgumentException("a release that is imported has a link");
    }
    return change(transaction -> {
      var imported = compare(transaction, releases);
      if (imported.updated() > 0) {
        updateAll(transaction, releases);
      }
      if (imported.created() > 0) {
        insertAll(transaction, releases);
      }
      return imported;
    });
  }

  private static Imported compare(Handle transaction, List<NewRelease> releases) {
    return bind(
            transaction.createQuery(
                WANTED
                    + """
                    SELECT count(*) FILTER (WHERE id IS NULL) AS created,
                           count(*) FILTER (WHERE (link, date) <> (wanted_link, wanted_date))
                             AS updated,
                           count(*) FILTER (WHERE (link, date) = (wanted_link, wanted_date))
                             AS unchanged,
                           count(*) FILTER (WHERE id IS NOT NULL AND link IS NULL) AS kept
                      FROM wanted
                      LEFT JOIN firmware_release USING (device_type, revision, version)
                    """),
            releases)
        .map((row, context) ->
            new Imported(
                row.getInt("created"),
                row.getInt("updated"),
                row.getInt("unchanged"),
                row.getInt("kept")))
        .one();
  }

  private static void updateAll(Handle transaction, List<NewRelease> releases) {
    bind(
            transaction.createUpdate(
                WANTED
                    + """
                    UPDATE firmware_release AS release
                       SET link = wanted_link, date = wanted_date
                      FROM wanted
                     WHERE (release.device_type, release.revision, release.version)
                         = (wanted.device_type, wanted.revision, wanted.version)
                       AND (link, date) <> (wanted_link, wanted_date)
                    """),
            releases)
        .execute();
  }

  private void insertAll(Handle transaction, List<NewRelease> releases) {
    bind(
            transaction.createUpdate(
                WANTED
                    + """
                    INSERT INTO firmware_release (device_type, revision, version, date, notes,
                           state, link, rollout, created_at)
                    SELECT device_type, revision, version, wanted_date, wanted_notes,
                           :state, wanted_link, :rollout::jsonb, :now
                      FROM wanted
                      LEFT JOIN firmware_release USING (device_type, revision, version)
                     WHERE id IS NULL
                     ORDER BY number
                    """),
            releases)
        .bind("state", ReleaseState.ACTIVE.word())
        .bind("rollout", RolloutJson.write(Rollout.toAll()))
        .bind("now", Columns.time(clock.instant()))
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, List<NewRelease> releases) {
    return statement
        .bind("types", Columns.longs(releases.stream().map(one -> one.hardware().type()).toList()))
        .bind(
            "revisions",
            Columns.longs(releases.stream().map(one -> one.hardware().revision()).toList()))
        .bind("versions", Columns.longs(releases.stream().map(NewRelease::version).toList()))
        .bind("dates", Columns.texts(releases.stream().map(NewRelease::date).toList()))
        .bind("notes", Columns.texts(releases.stream().map(NewRelease::notes).toList()))
        .bind(
            "links", Columns.texts(releases.stream().flatMap(one -> one.link().stream()).toList()));
  }

  @Override
  public Optional<Release> find(ReleaseId id) {
    return storage.with(handle -> ReleaseRows.find(handle, id));
  }

  @Override
  public List<Release> list(
      Optional<Hardware> hardware, Optional<ReleaseState> state, long after, int atMost) {
    return storage.with(handle ->
        handle
            .createQuery(
                ReleaseRows.SELECT_WITHOUT_STANDINGS
                    + """
                    WHERE id > :after
                      AND (:state::text IS NULL OR state = :state)
                      AND (:type::bigint IS NULL OR (device_type, revision) = (:type, :revision))
                    ORDER BY id
                    LIMIT :atMost
                    """)
            .bind("after", after)
            .bind("state", state.map(ReleaseState::word).orElse(null))
            .bindByType("type", hardware.map(Hardware::type).orElse(null), Long.class)
            .bindByType("revision", hardware.map(Hardware::revision).orElse(null), Long.class)
            .bind("atMost", atMost)
            .map(ReleaseRows::toDomain)
            .list());
  }

  @Override
  public Optional<ReleaseEdit> edit(ReleaseId id, Function<Release, ReleaseEdit> change) {
    return change(transaction ->
        ReleaseRows.find(transaction, id)
            .map(before -> {
              var edit = change.apply(before);
              if (edit instanceof ReleaseEdit.Changed(var after) && !after.equals(before)) {
                update(transaction, after);
              }
              return edit;
            }));
  }

  private static void update(Handle transaction, Release after) {
    transaction
        .createUpdate(
            """
            UPDATE firmware_release
               SET state = :state, paused_because = :because, rollout = :rollout::jsonb,
                   round = :round
             WHERE id = :id
            """)
        .bind("id", after.id().value())
        .bind("state", after.state().word())
        .bind("because", after.pausedBecause().map(Columns::text).orElse(null))
        .bind("rollout", RolloutJson.write(after.rollout()))
        .bind("round", after.round())
        .execute();
  }

  @Override
  public boolean stand(ReleaseId id, Imei imei, Optional<Standing> standing) {
    return change(transaction -> {
      if (!exists(transaction, id)) {
        return false;
      }
      if (standing.equals(Optional.of(Standing.PINNED))) {
        unpin(transaction, id, imei);
      }
      standing.ifPresentOrElse(
          one -> insert(transaction, id, imei, one), () -> delete(transaction, id, imei));
      return true;
    });
  }

  private static boolean exists(Handle transaction, ReleaseId id) {
    return transaction
        .createQuery("SELECT EXISTS (SELECT 1 FROM firmware_release WHERE id = :id)")
        .bind("id", id.value())
        .mapTo(Boolean.class)
        .one();
  }

  private static void unpin(Handle transaction, ReleaseId except, Imei imei) {
    transaction
        .createUpdate(
            """
            DELETE FROM firmware_standing
             WHERE imei = :imei
               AND standing = :pinned
               AND release_id IN (SELECT other.id
                                    FROM firmware_release AS other
                                    JOIN firmware_release AS pinned
                                         USING (device_type, revision)
                                   WHERE pinned.id = :except AND other.id <> :except)
            """)
        .bind("imei", imei.digits())
        .bind("pinned", Standing.PINNED.word())
        .bind("except", except.value())
        .execute();
  }

  private static void insert(Handle transaction, ReleaseId id, Imei imei, Standing standing) {
    transaction
        .createUpdate(
            """
            INSERT INTO firmware_standing (release_id, imei, standing)
            VALUES (:release, :imei, :standing)
            ON CONFLICT (release_id, imei) DO UPDATE SET standing = EXCLUDED.standing
            """)
        .bind("release", id.value())
        .bind("imei", imei.digits())
        .bind("standing", standing.word())
        .execute();
  }

  private static void delete(Handle transaction, ReleaseId id, Imei imei) {
    transaction
        .createUpdate("DELETE FROM firmware_standing WHERE release_id = :release AND imei = :imei")
        .bind("release", id.value())
        .bind("imei", imei.digits())
        .execute();
  }

  @Override
  public Map<Imei, Standing> standings(ReleaseId id, String after, int atMost) {
    return storage.with(handle -> {
      var standings = new LinkedHashMap<Imei, Standing>();
      handle
          .createQuery(
              """
              SELECT imei, standing
                FROM firmware_standing
               WHERE release_id = :release AND imei > :after
               ORDER BY imei
               LIMIT :atMost
              """)
          .bind("release", id.value())
          .bind("after", Columns.text(after))
          .bind("atMost", atMost)
          .map((row, context) ->
              Map.entry(
                  new Imei(row.getString("imei")), ReleaseRows.standing(row.getString("standing"))))
          .forEach(entry -> standings.put(entry.getKey(), entry.getValue()));
      return standings;
    });
  }
}
