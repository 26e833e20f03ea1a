package peyk.adapters.postgres.sim;

import io.helidon.metrics.api.Counter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.GroupCommit;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.command.JdbiCommandLines;
import peyk.adapters.postgres.device.Patches;
import peyk.adapters.postgres.job.JobSignal;
import peyk.application.monitoring.Spans;
import peyk.domain.ClientAddress;
import peyk.domain.command.CommandAnswer;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.sim.UssdMessage;
import peyk.domain.sim.UssdMessageRepository;
import peyk.domain.time.ClusterTime;

/** Messages in {@code ussd_message}; what they tell goes to the tables of the SIMs. */
public final class JdbiUssdMessageRepository implements UssdMessageRepository, AutoCloseable {
  /** Enough to find two of each kind: balances, numbers, and both at once. */
  private static final int RECENT_READINGS = 8;

  private final Storage storage;
  private final Patches patches;
  private final JdbiCommandLines commands;
  private final JobSignal signal;
  private final ClusterTime clock;
  private final Counter stored;
  private final GroupCommit<UssdMessage, Boolean> arrivals;

  public JdbiUssdMessageRepository(
      Storage storage,
      Patches patches,
      JdbiCommandLines commands,
      JobSignal signal,
      ClusterTime clock,
      Counter stored) {
    this.storage = storage;
    this.patches = patches;
    this.commands = commands;
    this.signal = signal;
    this.clock = clock;
    this.stored = stored;
    this.arrivals =
        new GroupCommit<>("ussd-writer", message -> 200 + message.data().length(), this::store);
  }

  @Override
  public void add(UssdMessage message) {
    Spans.wakes(JobKind.READ_USSD.word(), Integer.toString(message.partition()));
    arrivals.commit(message);
  }

  private List<Boolean> store(List<UssdMessage> messages) {
    storage
        .sql(
            """
            WITH arrived AS (
              SELECT *
                FROM unnest(:imeis, :data, :addresses, :times, :lanes) WITH ORDINALITY
                  AS message (imei, data, address, received_at, lane, number)
            ),
            stored AS (
              INSERT INTO ussd_message (imei, data, address, received_at, lane)
              SELECT imei, data, address, received_at, lane
                FROM arrived
               ORDER BY number
            )
            SELECT wake_jobs(:kind, (SELECT array_agg(DISTINCT lane::text) FROM arrived), :now)
            """)
        .bind("imeis", Columns.texts(messages, UssdMessage::imei))
        .bind("data", Columns.texts(messages, UssdMessage::data))
        .bind("addresses", Columns.texts(messages, message -> message.from().value()))
        .bind("times", Columns.times(messages, UssdMessage::at))
        .bind("lanes", Columns.longs(messages, UssdMessage::partition))
        .bind("kind", JobKind.READ_USSD.word())
        .bind("now", clock.now())
        .execute();
    stored.increment(messages.size());
    signal.fire();
    return Collections.nCopies(messages.size(), true);
  }

  @Override
  public List<Waiting> waiting(int partition, int atMost) {
    return storage
        .sql(
            """
            SELECT id, imei, data, address, received_at
              FROM ussd_message
             WHERE lane = :lane AND handled_at IS NULL
             ORDER BY id
             LIMIT :atMost
            """)
        .bind("lane", partition)
        .bind("atMost", atMost)
        .list(JdbiUssdMessageRepository::toDomain);
  }

  private static Waiting toDomain(ResultSet row) throws SQLException {
    return new Waiting(
        row.getLong("id"),
        new UssdMessage(
            row.getString("imei"),
            row.getString("data"),
            new ClientAddress(row.getString("address")),
            Columns.instant(row, "received_at")));
  }

  /**
   * Rows are taken in orders that all partitions share, so that none waits for another in a circle:
   * messages, then SIMs, then devices, by their commands first and then by their jobs.
   */
  @Override
  public void settle(List<Settled> settled) {
    storage.useTransaction(transaction -> {
      var unsettled = markHandled(transaction, settled);
      var news = settled.stream().filter(one -> unsettled.contains(one.message().id())).toList();
      learn(transaction, news);
      answer(transaction, news);
      news.stream()
          .flatMap(one -> one.effect().stream())
          .sorted(Comparator.comparingLong(effect -> effect.device().value()))
          .forEach(effect -> patches.add(transaction, effect.device(), effect.patch()));
    });
    signal.fire();
  }

  /** Whatever a message says, it is what a command of its tracker asked for. */
  private void answer(Handle transaction, List<Settled> settled) {
    var answers = new HashMap<DeviceId, List<CommandAnswer>>();
    for (var one : settled) {
      var answer = new CommandAnswer(AnswerKind.USSD, one.message().message().at());
      one.device()
          .ifPresent(id -> answers.computeIfAbsent(id, key -> new ArrayList<>()).add(answer));
    }
    commands.change(
        transaction,
        answers.keySet(),
        line -> line.answered(answers.getOrDefault(line.device(), List.of())));
  }

  /** The ids of those that nobody had settled before. */
  private Set<Long> markHandled(Handle transaction, List<Settled> settled) {
    return Set.copyOf(
        Sql.in(
                transaction,
                """
                WITH unsettled AS (
                  SELECT id
                    FROM ussd_message
                   WHERE id = ANY(:ids) AND handled_at IS NULL
                   ORDER BY id
                     FOR UPDATE
                )
                UPDATE ussd_message
                   SET handled_at = :now, outcome = settled.outcome
                  FROM unsettled
                  JOIN unnest(:ids, :outcomes) AS settled (id, outcome) USING (id)
                 WHERE ussd_message.id = unsettled.id
                RETURNING ussd_message.id
                """)
            .bind("ids", Columns.longs(settled, one -> one.message().id()))
            .bind("outcomes", Columns.texts(settled, one -> one.outcome().word()))
            .bind("now", clock.now())
            .list(row -> row.getLong("id")));
  }

  /**
   * The balance and the number that were told last are the SIM's, each by itself. A reading that
   * repeats the last two of its kind only moves the last one to its time.
   */
  private static void learn(Handle transaction, List<Settled> settled) {
    var batch =
        transaction.prepareBatch(
            """
            WITH latest AS (
              SELECT *
                FROM (SELECT *
                        FROM sim_reading
                       WHERE imei = :imei
                       ORDER BY id DESC
                       LIMIT %d) AS recent
               WHERE (balance IS NULL) = (:balance::bigint IS NULL)
                 AND (number IS NULL) = (:number::text IS NULL)
               ORDER BY id DESC
               LIMIT 2
            ),
            repeated AS (
              SELECT max(id) AS id
                FROM latest
               WHERE balance IS NOT DISTINCT FROM :balance::bigint
                 AND number IS NOT DISTINCT FROM :number::text
                 AND at <= :at
              HAVING count(*) = 2
            ),
            moved AS (
              UPDATE sim_reading SET at = :at FROM repeated WHERE sim_reading.id = repeated.id
            ),
            reading AS (
              INSERT INTO sim_reading (imei, at, balance, number)
              SELECT :imei, :at, :balance, :number
               WHERE NOT EXISTS (SELECT FROM repeated)
            )
            INSERT INTO sim_status AS known
                   (imei, device_id, balance, balance_at, number, number_at)
            VALUES (:imei, :device,
                    :balance, CASE WHEN :balance::bigint IS NOT NULL THEN :at::timestamptz END,
                    :number, CASE WHEN :number::text IS NOT NULL THEN :at::timestamptz END)
            ON CONFLICT (imei) DO UPDATE
               SET device_id = EXCLUDED.device_id,
                   balance = CASE WHEN EXCLUDED.balance_at
                                         >= coalesce(known.balance_at, '-infinity')
                                  THEN EXCLUDED.balance ELSE known.balance END,
                   balance_at = greatest(EXCLUDED.balance_at, known.balance_at),
                   number = CASE WHEN EXCLUDED.number_at
                                        >= coalesce(known.number_at, '-infinity')
                                 THEN EXCLUDED.number ELSE known.number END,
                   number_at = greatest(EXCLUDED.number_at, known.number_at)
            """
                .formatted(RECENT_READINGS));
    settled.stream()
        .filter(one -> one.effect().isPresent())
        .sorted(Comparator.comparing(one -> one.effect().orElseThrow().imei().digits()))
        .forEach(one -> bind(batch, one.message().message().at(), one.effect().orElseThrow()));
    batch.execute();
  }

  private static void bind(PreparedBatch batch, Instant at, Effect effect) {
    var balance = effect.reading().balance();
    batch
        .bind("imei", effect.imei().digits())
        .bind("device", effect.device().value())
        .bind("at", Columns.time(at))
        .bind("balance", balance.isPresent() ? balance.getAsLong() : null)
        .bind("number", effect.reading().number().map(Columns::text).orElse(null))
        .add();
  }

  /** Messages that wait to be stored are not stored. */
  @Override
  public void close() {
    arrivals.close();
  }
}
