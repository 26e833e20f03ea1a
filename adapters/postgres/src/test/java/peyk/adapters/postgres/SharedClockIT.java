package peyk.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.application.command.CommandJournal;
import peyk.application.command.DispatchCommands;
import peyk.domain.StorageUnavailableException;
import peyk.domain.command.Command;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandPolicy;
import peyk.domain.device.CommandOutcome;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.device.InMemoryDeviceGateway;

/** Two replicas whose clocks differ. */
class SharedClockIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Duration WRONG = Duration.ofSeconds(2);
  private static final Duration GAP = Duration.ofSeconds(1);
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final CommandPolicy POLICY =
      new CommandPolicy(
          1000, GAP, GAP.multipliedBy(2), GAP, GAP.multipliedBy(2), Duration.ofMinutes(1));

  private static PostgresDatabase late;
  private static PostgresDatabase early;

  private final List<Instant> sentAt = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    late = DATABASE.open(() -> Instant.now().minus(WRONG));
    early = DATABASE.open(() -> Instant.now().plus(WRONG));
    DATABASE.clear(late);
  }

  @Test
  void they_tell_the_time_of_the_database() {
    for (var replica : List.of(late, early)) {
      assertThat(replica.sharedClock().instant())
          .isCloseTo(databaseTime(), within(500, ChronoUnit.MILLIS));
    }
  }

  private static Instant databaseTime() {
    return late.jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT clock_timestamp() AS now")
                .map((row, context) -> Columns.instant(row, "now"))
                .one());
  }

  @Test
  void as_long_as_a_slow_answer_may_explain_a_difference_there_is_none() {
    var time = new AtomicReference<>(databaseTime().minusSeconds(80));
    var clock = new SharedClock(late.storage(), () -> time.updateAndGet(SharedClockIT::later));
    assertThat(clock.instant()).isEqualTo(time.get());
  }

  /** As if whatever happens between two looks at a clock took a minute. */
  private static Instant later(Instant last) {
    return last.plusSeconds(60);
  }

  @Test
  void without_the_database_they_go_on_with_what_they_know() {
    var known = new SharedClock(early.storage(), early.clock());
    var unknown = new SharedClock(early.storage(), early.clock());
    known.instant();
    DATABASE.goAway();
    try {
      assertThat(known.instant()).isCloseTo(Instant.now(), within(500, ChronoUnit.MILLIS));
      assertThatThrownBy(unknown::instant).isInstanceOf(StorageUnavailableException.class);
    } finally {
      DATABASE.comeBack();
    }
    Eventually.until("the database can be asked again", early::isUp);
    assertThat(unknown.instant()).isCloseTo(Instant.now(), within(500, ChronoUnit.MILLIS));
  }

  @Test
  void they_keep_the_gap_between_two_commands_to_a_tracker() {
    order("getver");
    order("getimsi");
    var dispatchLate = dispatch(late);
    var dispatchEarly = dispatch(early);
    Eventually.until("the first is sent", dispatchLate::dispatchOne);
    var repository = late.commands(POLICY);
    var first = repository.list(Optional.of(DEVICE), Optional.empty(), Long.MAX_VALUE, 2).getLast();
    repository.answered(DEVICE, first.expected(), late.sharedClock().instant());
    Eventually.until("the second is sent", dispatchEarly::dispatchOne);
    assertThat(Duration.between(sentAt.get(0), sentAt.get(1))).isBetween(GAP, GAP.plusSeconds(10));
  }

  private static void order(String text) {
    var now = late.sharedClock().instant();
    late.commands(POLICY)
        .order(
            CommandOrder.now(DEVICE, new CommandText(text), "test", now, POLICY.lifetime()),
            Optional.empty());
  }

  private DispatchCommands dispatch(PostgresDatabase replica) {
    return new DispatchCommands(
        replica.commands(POLICY),
        (device, text) -> {
          sentAt.add(Instant.now());
          return CommandOutcome.SENT;
        },
        new InMemoryDeviceGateway(),
        POLICY,
        new Nobody(),
        replica.sharedClock());
  }

  /** Watches nothing. */
  private static final class Nobody implements CommandJournal {
    @Override
    public void sent(Command command) {}

    @Override
    public void postponed(Command command, Instant until) {}

    @Override
    public void refused(Command command) {}
  }
}
