package peyk.adapters.postgres.firmware;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Sql;
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
import peyk.domain.time.ClusterTime;

/** Releases in {@code firmware_release}, and what belongs to them. */
public record JdbiReleaseRepository(Storage storage, ClusterTime clock)
    implements ReleaseRepository {
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
    return Sql.in(
            transaction,
            """
            SELECT id, idempotency_fingerprint = :fingerprint AS same
              FROM firmware_release
             WHERE idempotency_key = :key
            """)
        .bind("key", key.value())
        .bind("fingerprint", key.fingerprint())
        .find(row ->
            row.getBoolean("same")
                ? new Creation.Repeated(
                    ReleaseRows.find(transaction, new ReleaseId(row.getLong("id"))).orElseThrow())
                : new Creation.KeyInUse());
  }

  private static Optional<ReleaseId> idOf(Handle transaction, NewRelease wanted) {
    return Sql.in(
            transaction,
            """
            SELECT id
              FROM firmware_release
             WHERE device_type = :type AND revision = :revision AND version = :version
            """)
        .bind("type", wanted.hardware().type())
        .bind("revision", wanted.hardware().revision())
        .bind("version", wanted.version())
        .find(row -> new ReleaseId(row.getLong("id")));
  }

  private ReleaseId insert(
      Handle transaction, NewRelease wanted, Rollout rollout, Optional<IdempotencyKey> key) {
    return Sql.in(
            transaction,
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
        .bind("date", wanted.date())
        .bind("notes", wanted.notes())
        .bind("state", ReleaseState.DRAFT.word())
        .bind("link", wanted.link())
        .bind("rollout", RolloutJson.write(rollout))
        .bind("now", clock.now())
        .bind("key", key.map(IdempotencyKey::value))
        .bind("fingerprint", key.map(IdempotencyKey::fingerprint))
        .one(row -> new ReleaseId(row.getLong("id")));
  }

  @Override
  public Imported importAll(List<NewRelease> releases) {
    return change(transaction -> new ReleaseImport(releases).into(transaction, clock.now()));
  }

  @Override
  public Optional<Release> find(ReleaseId id) {
    return storage.with(handle -> ReleaseRows.find(handle, id));
  }

  @Override
  public List<Release> list(
      Optional<Hardware> hardware, Optional<ReleaseState> state, long after, int atMost) {
    return storage
        .sql(
            ReleaseRows.SELECT_WITHOUT_STANDINGS
                + """
                WHERE id > :after
                  AND (:state::text IS NULL OR state = :state)
                  AND (:type::bigint IS NULL OR (device_type, revision) = (:type, :revision))
                ORDER BY id
                LIMIT :atMost
                """)
        .bind("after", after)
        .bind("state", state.map(ReleaseState::word))
        .bind("type", hardware.map(Hardware::type))
        .bind("revision", hardware.map(Hardware::revision))
        .bind("atMost", atMost)
        .list(ReleaseRows::toDomain);
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
    Sql.in(
            transaction,
            """
            UPDATE firmware_release
               SET state = :state, paused_because = :because, rollout = :rollout::jsonb,
                   round = :round
             WHERE id = :id
            """)
        .bind("id", after.id())
        .bind("state", after.state().word())
        .bind("because", after.pausedBecause())
        .bind("rollout", RolloutJson.write(after.rollout()))
        .bind("round", after.round())
        .execute();
  }

  @Override
  public boolean stand(ReleaseId id, Collection<Imei> imeis, Optional<Standing> standing) {
    return change(transaction -> {
      var release = ReleaseRows.find(transaction, id);
      release.ifPresent(_ -> StandingRows.replace(transaction, id, Set.copyOf(imeis), standing));
      return release.isPresent();
    });
  }

  @Override
  public Map<Imei, Standing> standings(ReleaseId id, String after, int atMost) {
    return StandingRows.list(storage, id, after, atMost);
  }
}
