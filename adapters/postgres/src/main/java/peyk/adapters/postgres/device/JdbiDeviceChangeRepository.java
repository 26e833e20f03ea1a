package peyk.adapters.postgres.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.command.JdbiCommandLines;
import peyk.adapters.postgres.job.JobSignal;
import peyk.domain.account.AccountId;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.CommandPolicy;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.DeviceChange;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.DeviceChangeRepository;

/**
 * The changes that wait: answers in {@code event_inbox}, which are kept when they are handled, and
 * patches in {@code device_patch}, which are deleted then. One sequence numbers both.
 */
public record JdbiDeviceChangeRepository(
    Storage storage,
    Patches patches,
    JdbiCommandLines commands,
    CommandPolicy policy,
    JobSignal signal,
    ClusterTime clock)
    implements DeviceChangeRepository {
  private static final Duration POLL = Duration.ofMillis(20);

  @Override
  public List<DeviceChange> waiting(DeviceId device, int atMost) {
    return storage
        .sql(
            """
            (SELECT sequence, result, event_time, NULL AS patch
               FROM event_inbox
              WHERE device_id = :device AND handled_at IS NULL
              ORDER BY sequence
              LIMIT :atMost)
            UNION ALL
            (SELECT sequence, NULL, NULL, patch
               FROM device_patch
              WHERE device_id = :device
              ORDER BY sequence
              LIMIT :atMost)
            ORDER BY sequence
            LIMIT :atMost
            """)
        .bind("device", device)
        .bind("atMost", atMost)
        .list(JdbiDeviceChangeRepository::toDomain);
  }

  private static DeviceChange toDomain(ResultSet row) throws SQLException {
    var patch = row.getString("patch");
    return patch == null ? answer(row) : new Patch(row.getLong("sequence"), PatchJson.read(patch));
  }

  private static Answer answer(ResultSet row) throws SQLException {
    return new Answer(
        row.getLong("sequence"), row.getString("result"), Columns.instant(row, "event_time"));
  }

  @Override
  public List<Answer> handledAfter(DeviceId device, Instant time) {
    return storage
        .sql(
            """
            SELECT sequence, result, event_time
              FROM event_inbox
             WHERE device_id = :device AND handled_at IS NOT NULL AND event_time > :time
             ORDER BY sequence
            """)
        .bind("device", device)
        .bind("time", time)
        .list(JdbiDeviceChangeRepository::answer);
  }

  @Override
  public List<DevicePatch> waitingPatches(DeviceId device, int atMost) {
    return storage
        .sql(
            """
            SELECT patch
              FROM device_patch
             WHERE device_id = :device
             ORDER BY sequence
             LIMIT :atMost
            """)
        .bind("device", device)
        .bind("atMost", atMost)
        .list(row -> PatchJson.read(row.getString("patch")));
  }

  @Override
  public Optional<AccountId> waitingAssignee(DeviceId device) {
    return storage
        .sql(
            """
            SELECT patch
              FROM device_patch
             WHERE device_id = :device AND patch -> 'set' -> 'assignee' IS NOT NULL
             ORDER BY sequence DESC
             LIMIT 1
            """)
        .bind("device", device)
        .find(row -> PatchJson.read(row.getString("patch")))
        .flatMap(DevicePatch::assignee);
  }

  @Override
  public void add(DeviceId device, DevicePatch patch) {
    storage.useTransaction(transaction -> patches.add(transaction, device, patch));
    signal.fire();
  }

  @Override
  public boolean awaitPatched(DeviceId device, Duration atMost) {
    var deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (isPatchWaiting(device)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        Thread.sleep(POLL);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean isPatchWaiting(DeviceId device) {
    return storage
        .sql("SELECT EXISTS (SELECT 1 FROM device_patch WHERE device_id = :device)")
        .bind("device", device)
        .one(Boolean.class);
  }

  @Override
  public Map<String, String> overflow(DeviceId device) {
    var lists = new HashMap<String, String>();
    storage
        .sql("SELECT attribute, list FROM device_parameter_list WHERE device_id = :device")
        .bind("device", device)
        .list(row -> lists.put(row.getString("attribute"), row.getString("list")));
    return lists;
  }

  @Override
  public void complete(DeviceId device, Completion completion) {
    var now = clock.now();
    storage.useTransaction(transaction -> {
      finish(transaction, completion.sequences(), now);
      if (!completion.answers().isEmpty()) {
        commands.change(transaction, List.of(device), line -> line.answered(completion.answers()));
      }
      if (!completion.commands().isEmpty()) {
        order(transaction, device, completion.commands(), now);
      }
      if (!completion.fitsAgain().isEmpty()) {
        forget(transaction, device, completion.fitsAgain());
      }
      if (!completion.overflow().isEmpty()) {
        keep(transaction, device, completion.overflow(), now);
      }
      completion
          .namedFor()
          .ifPresent(owner -> {
            JdbiDeviceClaimRepository.named(transaction, device, owner);
            JdbiDeviceNameRepository.drop(transaction, device);
          });
    });
  }

  private static void finish(Handle transaction, Collection<Long> sequences, Instant now) {
    Sql.in(
            transaction,
            """
            WITH carried_out AS (
              DELETE FROM device_patch WHERE sequence = ANY(:sequences)
            )
            UPDATE event_inbox
               SET handled_at = :now
             WHERE sequence = ANY(:sequences) AND handled_at IS NULL
            """)
        .bind("sequences", Columns.longs(sequences, Long::longValue))
        .bind("now", now)
        .execute();
  }

  private void order(Handle transaction, DeviceId device, List<CommandText> texts, Instant now) {
    var orders =
        texts.stream()
            .map(text ->
                CommandOrder.now(device, text, CommandOrigin.REACTION, now, policy.lifetime()))
            .toList();
    commands.order(transaction, orders, Optional.empty(), now);
  }

  private static void forget(Handle transaction, DeviceId device, Collection<String> attributes) {
    Sql.in(
            transaction,
            """
            DELETE FROM device_parameter_list
             WHERE device_id = :device AND attribute = ANY(:attributes)
            """)
        .bind("device", device)
        .bind("attributes", Columns.texts(attributes, one -> one))
        .execute();
  }

  private static void keep(
      Handle transaction, DeviceId device, Map<String, String> lists, Instant now) {
    Sql.in(
            transaction,
            """
            INSERT INTO device_parameter_list (device_id, attribute, list, kept_at)
            SELECT :device, kept.attribute, kept.list, :now
              FROM unnest(:attributes, :lists) AS kept (attribute, list)
            ON CONFLICT (device_id, attribute) DO UPDATE
               SET list = EXCLUDED.list, kept_at = EXCLUDED.kept_at
            """)
        .bind("device", device)
        .bind("attributes", Columns.texts(lists.entrySet(), Map.Entry::getKey))
        .bind("lists", Columns.texts(lists.entrySet(), Map.Entry::getValue))
        .bind("now", now)
        .execute();
  }
}
