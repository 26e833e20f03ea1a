package peyk.adapters.postgres.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Eventually;
import peyk.adapters.postgres.Replicas;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.AtOnce;
import peyk.domain.command.Command;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandRepository;
import peyk.domain.command.CommandRepositoryContract;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;

class JdbiCommandRepositoryIT extends CommandRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected CommandRepository commands() {
    return REPLICAS.one().commands(Commands.policy());
  }

  @Override
  protected CommandRepository commandsOfAnotherReplica() {
    return REPLICAS.other().commands(Commands.policy());
  }

  @Override
  protected Instant now() {
    return REPLICAS.instant();
  }

  @Override
  protected void pass(Duration time) {
    REPLICAS.setClock(now().plus(time));
  }

  @Test
  void many_are_ordered_together_each_once() {
    var orders =
        List.of(order(2, "getver"), order(1, "getver"), order(2, "getver"), order(1, "getimsi"));
    var first = order(orders);
    assertThat(first)
        .extracting(command -> command.device() + " " + command.text())
        .containsExactly("2 getver", "1 getver", "1 getimsi");
    assertThat(order(orders)).isEmpty();
    assertThat(commands().take(now())).map(Command::device).contains(new DeviceId(1));
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
    assertThat(ordered.stream().mapToInt(List::size).sum()).isEqualTo(17);
  }

  @Test
  void a_device_whose_row_somebody_holds_keeps_no_other_waiting() {
    order(List.of(order(1, "getver")));
    pass(Duration.ofSeconds(1));
    order(List.of(order(2, "getver")));
    try (var holder = REPLICAS.other().jdbi().open()) {
      holder.begin();
      holder.execute("SELECT * FROM command_device WHERE device_id = 1 FOR UPDATE");
      assertThat(commands().take(now())).map(Command::device).contains(new DeviceId(2));
      holder.rollback();
    }
    assertThat(commands().take(now())).map(Command::device).contains(new DeviceId(1));
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
    for (int i = 0; i < 100; i++) {
      var taken = commands().take(now()).orElseThrow();
      commands().sent(taken.id(), now());
      commands().answered(taken.device(), taken.expected(), now());
      pass(Commands.policy().interval());
    }
    Eventually.until("it is told how the tables were read", () -> reads("idx_scan") >= 300);
    assertThat(reads("seq_scan")).isZero();
  }

  /** Of which the server tells a moment later. */
  private static long reads(String kind) {
    REPLICAS.execute("SELECT pg_stat_force_next_flush()");
    return Long.parseLong(
        REPLICAS
            .texts(
                """
                SELECT sum(%s)
                  FROM pg_stat_user_tables
                 WHERE relname IN ('command', 'command_device')
                """
                    .formatted(kind))
            .getFirst());
  }

  @Test
  void how_commands_end_is_counted() {
    var expiredBefore = ended("expired");
    var answeredBefore = ended("answered");
    order(List.of(order(1, "getver"), order(2, "getver")));
    var taken = commands().take(now()).orElseThrow();
    commands().answered(taken.device(), taken.expected(), now());
    pass(Commands.policy().lifetime());
    assertThat(commands().take(now())).isEmpty();
    assertThat(ended("answered") - answeredBefore).isEqualTo(1);
    assertThat(ended("expired") - expiredBefore).isEqualTo(1);
  }

  private CommandOrder order(long device, String text) {
    return Commands.order(new DeviceId(device), text, now());
  }

  private List<Command> order(List<CommandOrder> orders) {
    return TestDatabase.storage(REPLICAS.one())
        .inTransaction(transaction ->
            new CommandQueue(Metrics.globalRegistry())
                .order(transaction, orders, Optional.empty(), now(), Commands.policy().patience()));
  }

  private static long ended(String outcome) {
    return Metrics.globalRegistry()
        .meter(Counter.class, "peyk_commands_ended", List.of(Tag.create("outcome", outcome)))
        .map(Counter::count)
        .orElse(0L);
  }
}
