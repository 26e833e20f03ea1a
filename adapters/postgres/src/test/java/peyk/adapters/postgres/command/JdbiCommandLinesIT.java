package peyk.adapters.postgres.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;
import peyk.domain.command.Command;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandLinesContract;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;

class JdbiCommandLinesIT extends CommandLinesContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected CommandLines commands() {
    return REPLICAS.one().commands();
  }

  @Override
  protected CommandLines commandsOfAnotherReplica() {
    return REPLICAS.other().commands();
  }

  @Override
  protected Instant now() {
    return REPLICAS.now();
  }

  @Override
  protected void pass(Duration time) {
    REPLICAS.setClock(now().plus(time));
  }

  @Test
  void many_are_ordered_together_each_once() {
    var orders =
        List.of(order(2, "getver"), order(1, "getver"), order(2, "getver"), order(1, "getimsi"));
    assertThat(order(orders)).isEqualTo(3);
    assertThat(REPLICAS.texts("SELECT device_id || ' ' || text FROM command ORDER BY id"))
        .containsExactlyInAnyOrder("2 getver", "1 getver", "1 getimsi")
        .containsSubsequence("1 getver", "1 getimsi");
    assertThat(order(orders)).isZero();
  }

  @Test
  void a_page_of_devices_costs_as_many_statements_as_one_device() {
    assertThat(statements(LongStream.range(100, 600))).isEqualTo(statements(LongStream.of(1)));
  }

  private int statements(LongStream devices) {
    var orders = devices.mapToObj(device -> order(device, "getver")).toList();
    var statements = new AtomicInteger();
    return TestDatabase.storage(REPLICAS.one())
        .inTransaction(transaction -> {
          transaction.setSqlLogger(
              new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                  statements.incrementAndGet();
                }
              });
          lines().order(transaction, orders, Optional.empty(), now());
          return statements.get();
        });
  }

  @Test
  void who_orders_for_the_same_trackers_does_not_wait_in_a_circle() {
    var ordered =
        AtOnce.run(
            8,
            number ->
                order(
                    List.of(
                        order(number % 4, "a " + number),
                        order(3 - number % 4, "a " + number),
                        order(2, "same"))));
    assertThat(ordered.stream().mapToInt(count -> count).sum()).isEqualTo(17);
  }

  @Test
  void a_device_whose_row_somebody_holds_keeps_no_other_waiting() {
    order(List.of(order(1, "getver")));
    pass(Duration.ofSeconds(1));
    order(List.of(order(2, "getver")));
    try (var holder = REPLICAS.other().jdbi().open()) {
      holder.begin();
      holder.execute("SELECT * FROM command_device WHERE device_id = 1 FOR UPDATE");
      assertThat(take()).map(Command::device).contains(new DeviceId(2));
      assertThat(commands().takeNext(now(), Commands.policy()))
          .isInstanceOfSatisfying(
              CommandLines.Next.Idle.class, idle -> assertThat(idle.until().get()).isAfter(now()));
      holder.rollback();
    }
    assertThat(take()).map(Command::device).contains(new DeviceId(1));
  }

  @Test
  void to_find_the_next_of_a_hundred_thousand_no_table_is_read_through() {
    REPLICAS.execute(
        """
        INSERT INTO command (device_id, text, state, origin, wanted_at, not_before, expires_at)
        SELECT id, 'getver', 'wanted', 'test', '%1$s', '%1$s', '%1$s'::timestamptz + interval '1 h'
          FROM generate_series(1, 100000) AS id
        """
            .formatted(now()));
    REPLICAS.execute(
        """
        INSERT INTO command_device (device_id, due_at)
        SELECT id, '%s' FROM generate_series(1, 100000) AS id
        """
            .formatted(now()));
    REPLICAS.execute("ANALYZE command, command_device");
    REPLICAS.execute("SELECT pg_stat_reset()");
    int taken = 100;
    for (int i = 0; i < taken; i++) {
      Commands.answer(commands(), Commands.send(commands(), now()), now());
      pass(Commands.policy().interval());
    }
    for (var next = take(); next.isPresent(); next = take()) {
      assertThat(next).isPresent(); // until the pace is used up, when the next due time is read
    }
    Eventually.until("it is told how the tables were read", () -> reads("idx_scan") >= 300);
    // Sessions report late what they read before, when the tables were small.
    assertThat(reads("seq_scan")).isLessThan(taken);
  }

  private static long reads(String kind) {
    return REPLICAS.reads(kind, "command", "command_device");
  }

  @Test
  void how_commands_end_is_counted() {
    var expiredBefore = ended("expired");
    var answeredBefore = ended("answered");
    order(List.of(order(1, "getver"), order(2, "getver")));
    Commands.answer(commands(), take().orElseThrow(), now());
    pass(Commands.policy().lifetime());
    assertThat(take()).isEmpty();
    assertThat(ended("answered") - answeredBefore).isEqualTo(1);
    assertThat(ended("expired") - expiredBefore).isEqualTo(1);
  }

  private static long ended(String outcome) {
    return Metrics.globalRegistry()
        .meter(Counter.class, "peyk_commands_ended", List.of(Tag.create("outcome", outcome)))
        .map(Counter::count)
        .orElse(0L);
  }

  private Optional<Command> take() {
    return Commands.take(commands(), now());
  }

  private CommandOrder order(long device, String text) {
    return Commands.order(new DeviceId(device), text, now());
  }

  private int order(List<CommandOrder> orders) {
    return TestDatabase.storage(REPLICAS.one())
        .inTransaction(transaction -> lines().order(transaction, orders, Optional.empty(), now()));
  }

  private JdbiCommandLines lines() {
    return (JdbiCommandLines) commands();
  }
}
