package peyk.adapters.postgres.sim;

import io.helidon.metrics.api.Counter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.GroupCommit;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.command.JdbiCommandLines;
import peyk.adapters.postgres.device.Patches;
import peyk.adapters.postgres.job.JobSignal;
import peyk.domain.ClientAddress;
import peyk.domain.command.CommandAnswer;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.sim.UssdMessage;
import peyk.domain.sim.UssdMessageRepository;

/** Messages in {@code ussd_message}; what they tell goes to the tables of the SIMs. */
public final class JdbiUssdMessageRepository implements UssdMessageRepository, AutoCloseable {
  /**
   * One writer, because those of all processes wait for one another anyway: each batch wakes the
   * same few jobs.
   */
  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(1, 256, 10_000, Duration.ofSeconds(5));

  private final Storage storage;
  private final Patches patches;
  private final JdbiCommandLines commands;
  private final JobSignal signal;
  private final InstantSource clock;
  private final Counter stored;
  private final GroupCommit<UssdMessage, Boolean> arrivals;

  public JdbiUssdMessageRepository(
      Storage storage,
      Patches patches,
      JdbiCommandLines commands,
      JobSignal signal,
      InstantSource clock,
      Counter stored) {
    this.storage = storage;
    this.patches = patches;
    this.commands = commands;
    this.signal = signal;
    this.clock = clock;
    this.stored = stored;
    this.arrivals = new GroupCommit<>("ussd-writer", LIMITS, this::store);
  }

  @Override
  public void add(UssdMessage message) {
    arrivals.commit(message);
  }

  private List<Boolean> store(List<UssdMessage> messages) {
    storage.use(handle ->
        handle
            .createUpdate(
                """
                WITH arrived AS (
                  SELECT *
                    FROM unnest(:imeis, :data, :addresses, :times, :lanes) WITH ORDINALITY
                      AS message (imei, data, address, micros, lane, number)
                ),
                stored AS (
                  INSERT INTO ussd_message (imei, data, address, received_at, lane)
                  SELECT imei, data, address,
                         timestamptz 'epoch' + micros * interval '1 microsecond', lane
                    FROM arrived
                   ORDER BY number
                )
                SELECT wake_jobs(:kind, (SELECT array_agg(DISTINCT lane::text) FROM arrived), :now)
                """)
            .bind("imeis", Columns.texts(messages.stream().map(UssdMessage::imei).toList()))
            .bind("data", Columns.texts(messages.stream().map(UssdMessage::data).toList()))
            .bind(
                "addresses",
                Columns.texts(messages.stream().map(message -> message.from().value()).toList()))
            .bind(
                "times",
                Columns.longs(
                    messages.stream().map(message -> Columns.micros(message.at())).toList()))
            .bind(
                "lanes",
                Columns.longs(
                    messages.stream().map(message -> (long) message.partition()).toList()))
            .bind("kind", JobKind.READ_USSD.word())
            .bind("now", Columns.time(clock.instant()))
            .execute());
    stored.increment(messages.size());
    signal.fire();
    return Collections.nCopies(messages.size(), true);
  }

  @Override
  public List<Waiting> waiting(int partition, int atMost) {
    return storage.with(handle ->
        handle
            .createQuery(
                """
                SELECT id, imei, data, address, received_at
                  FROM ussd_message
                 WHERE lane = :lane AND handled_at IS NULL
                 ORDER BY id
                 LIMIT :atMost
                """)
            .bind("lane", partition)
            .bind("atMost", atMost)
            .map(JdbiUssdMessageRepository::toDomain)
            .list());
  }

  private static Waiting toDomain(ResultSet row, StatementContext context) throws SQLException {
    return new Waiting(
        row.getLong("id"),
        new UssdMessage(
            row.getString("imei"),
            row.getString("data"),
            new ClientAddress(row.getString("address")),
            Columns.instant(row, "received_at")));
  }

  /** The effect of a message, as columns. */
  private record Told(OffsetDateTime at, Effect effect) {
    static Stream<Told> by(Settled settled) {
      return settled.effect().stream()
          .map(effect -> new Told(Columns.time(settled.message().message().at()), effect));
    }

    String imei() {
      return effect.imei().digits();
    }

    @Nullable Long balance() {
      var balance = effect.reading().balance();
      return balance.isPresent() ? balance.getAsLong() : null;
    }

    @Nullable String number() {
      return effect.reading().number().map(Columns::text).orElse(null);
    }
  }

  /**
   * Rows are taken in orders that all partitions share, so that none waits for another in a circle:
   * messages, then SIMs, then devices, by their commands first and then by their jobs.
   */
  @Override
  public void settle(List<Settled> settled) {
    storage.useTransaction(transaction -> {
      var unsettled = markHandled(transaction, settled);
      var news = settled.stream().filter(one -> unsettled.remove(one.message().id())).toList();
      var told = news.stream().flatMap(Told::by).toList();
      remember(transaction, told);
      update(transaction, told);
      answer(transaction, news);
      told.stream()
          .map(Told::effect)
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
    return transaction
        .createQuery(
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
        .bind("ids", Columns.longs(settled.stream().map(one -> one.message().id()).toList()))
        .bind("outcomes", Columns.texts(settled.stream().map(one -> one.outcome().word()).toList()))
        .bind("now", Columns.time(clock.instant()))
        .mapTo(Long.class)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static void remember(Handle transaction, List<Told> told) {
    var readings =
        transaction.prepareBatch(
            """
            INSERT INTO sim_reading (imei, at, balance, number)
            VALUES (:imei, :at, :balance, :number)
            """);
    for (var one : told) {
      readings
          .bind("imei", one.imei())
          .bind("at", one.at())
          .bind("balance", one.balance())
          .bind("number", one.number())
          .add();
    }
    readings.execute();
  }

  /** What was told later than what is known replaces it, the balance and the number apart. */
  private static void update(Handle transaction, List<Told> told) {
    var statuses =
        transaction.prepareBatch(
            """
            INSERT INTO sim_status AS known
                   (imei, device_id, balance, balance_at, number, number_at)
            VALUES (:imei, :device, :balance, :balanceAt, :number, :numberAt)
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
            """);
    told.stream()
        .sorted(Comparator.comparing(Told::imei))
        .forEach(one ->
            statuses
                .bind("imei", one.imei())
                .bind("device", one.effect().device().value())
                .bind("balance", one.balance())
                .bind("balanceAt", one.balance() == null ? null : one.at())
                .bind("number", one.number())
                .bind("numberAt", one.number() == null ? null : one.at())
                .add());
    statuses.execute();
  }

  /** What waits to be stored is not. */
  @Override
  public void close() {
    arrivals.close();
  }
}
