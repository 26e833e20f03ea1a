package peyk.adapters.postgres.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.helidon.metrics.api.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.postgres.base.Columns;
import peyk.application.command.DispatchCommands;
import peyk.domain.Eventually;
import peyk.domain.StorageUnavailableException;
import peyk.domain.command.Command;
import peyk.domain.command.CommandLines.Ordering.Already;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandPolicy;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.device.CommandOutcome;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringRepository.Beginning.Begun;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.Timetable;
import peyk.domain.tracker.DeviceChangeRepository.Completion;

/** Two replicas whose clocks differ. */
class SharedClockIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Duration WRONG = Duration.ofHours(2);
  private static final Duration GAP = Duration.ofSeconds(2);

  /** Each replica learns the database's time with an error of half the time that asking takes. */
  private static final Duration MOST_UNCERTAIN = Duration.ofSeconds(1);

  private static final DeviceId DEVICE = new DeviceId(7);
  private static final ScheduleName SCHEDULE = new ScheduleName("versions");
  private static final long ALL = Long.MAX_VALUE;
  private static final CommandPolicy POLICY =
      new CommandPolicy(
          1000, GAP, GAP.multipliedBy(2), GAP, GAP.multipliedBy(2), Duration.ofMinutes(1));

  /** Longer than anything here takes, and shorter than the clocks are off. */
  private static final CommandPolicy USUAL = Commands.policy();

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
          .isCloseTo(databaseTime(), within(30, ChronoUnit.SECONDS));
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
    var clock =
        new SharedClock(TestDatabase.storage(late), () -> time.updateAndGet(SharedClockIT::later));
    assertThat(clock.instant()).isEqualTo(time.get());
  }

  /** As if whatever happens between two looks at a clock took a minute. */
  private static Instant later(Instant last) {
    return last.plusSeconds(60);
  }

  @Test
  void without_the_database_they_go_on_with_what_they_know() {
    var known = new SharedClock(TestDatabase.storage(early), TestDatabase.clock(early));
    var unknown = new SharedClock(TestDatabase.storage(early), TestDatabase.clock(early));
    known.instant();
    DATABASE.goAway();
    try {
      assertThat(known.instant()).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
      assertThatThrownBy(unknown::instant).isInstanceOf(StorageUnavailableException.class);
    } finally {
      DATABASE.comeBack();
    }
    Eventually.until("the database can be asked again", early::isUp);
    assertThat(unknown.instant()).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
  }

  @Test
  void they_keep_the_gap_between_two_commands_to_a_tracker() {
    order("getver");
    order("getimsi");
    var dispatchLate = dispatch(late);
    var dispatchEarly = dispatch(early);
    Eventually.until("the first is sent", dispatchLate::dispatchOne);
    var repository = late.commands();
    var first = repository.list(Optional.of(DEVICE), Optional.empty(), Long.MAX_VALUE, 2).getLast();
    Commands.answer(repository, first, late.sharedClock().instant());
    Eventually.until("the second is sent", dispatchEarly::dispatchOne);
    assertThat(Duration.between(sentAt.get(0), sentAt.get(1)))
        .isGreaterThan(GAP.minus(MOST_UNCERTAIN));
  }

  @Test
  void one_that_is_ahead_ends_no_command_that_waits() {
    var waiting = order("getver");
    order(early, "getimsi");
    assertIsWanted(waiting);
    early.deviceChanges(USUAL).complete(DEVICE, ordering("getpass"));
    assertIsWanted(waiting);
    early
        .firings()
        .order(firing(), List.of(wish(early, "getstatus")), early.sharedClock().instant());
    assertIsWanted(waiting);
    assertThat(early.commands().list(Optional.of(DEVICE), Optional.empty(), ALL, 10))
        .hasSize(4)
        .allSatisfy(command ->
            assertThat(command.wantedAt())
                .isCloseTo(databaseTime(), within(10, ChronoUnit.SECONDS)));
  }

  private static void assertIsWanted(Command command) {
    assertThat(late.commands().find(command.id()))
        .map(Command::state)
        .contains(CommandState.WANTED);
  }

  @Test
  void one_that_is_ahead_does_not_order_again_what_may_still_be_answered() {
    var sent = order("getver");
    Eventually.until("it is sent", dispatch(late)::dispatchOne);
    assertThat(
            early
                .commands()
                .order(wish(early, "getver"), Optional.empty(), early.sharedClock().instant()))
        .isInstanceOf(Already.class);
    early.deviceChanges(USUAL).complete(DEVICE, ordering("getver"));
    assertThat(late.commands().list(Optional.of(DEVICE), Optional.empty(), ALL, 10))
        .extracting(Command::id)
        .containsExactly(sent.id());
  }

  @Test
  void what_is_to_be_provisioned_at_once_is_due_by_the_clock_of_either() {
    for (var replica : List.of(late, early)) {
      var now = replica.sharedClock().instant();
      replica.provisionings().fleetKnown();
      replica.provisionings().cameOnline(List.of(DEVICE), now);
      assertThat(due())
          .isBeforeOrEqualTo(TestDatabase.clock(replica).instant())
          .isBeforeOrEqualTo(now);
      DATABASE.clear(late);
      replica.provisionings().restart(DEVICE, now);
      assertThat(due())
          .isBeforeOrEqualTo(TestDatabase.clock(replica).instant())
          .isBeforeOrEqualTo(now);
      DATABASE.clear(late);
    }
  }

  private static Instant due() {
    return late.jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT execution_time FROM scheduled_tasks")
                .map((row, context) -> Columns.instant(row, "execution_time"))
                .one());
  }

  /** One is all that there is, and before the database was asked nobody knows the time. */
  @Test
  void the_time_is_not_asked_for_while_a_connection_is_in_use() {
    withOneConnection(replica ->
        replica.commands().order(wish(late, "getver"), Optional.empty(), databaseTime()));
    withOneConnection(
        replica -> replica.deviceChanges(USUAL).complete(DEVICE, ordering("getimsi")));
    var firing = firing();
    withOneConnection(
        replica -> replica.firings().order(firing, List.of(wish(late, "getpass")), databaseTime()));
    withOneConnection(replica -> replica.firings().beginByHand(SCHEDULE, databaseTime()));
    assertThat(late.commands().list(Optional.of(DEVICE), Optional.empty(), ALL, 10)).hasSize(3);
  }

  private static void withOneConnection(Consumer<PostgresDatabase> work) {
    try (var replica =
        PostgresDatabase.open(
            DATABASE.config().withPoolSize(1), InstantSource.system(), Metrics.globalRegistry())) {
      work.accept(replica);
    }
  }

  private static Command order(String text) {
    return order(late, text);
  }

  private static Command order(PostgresDatabase replica, String text) {
    return Commands.ordered(replica.commands(), DEVICE, text, replica.sharedClock().instant());
  }

  private static CommandOrder wish(PostgresDatabase replica, String text) {
    return Commands.order(DEVICE, text, replica.sharedClock().instant());
  }

  private static Completion ordering(String text) {
    return new Completion(
        List.of(),
        List.of(),
        List.of(new CommandText(text)),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  private static Firing firing() {
    late.schedules()
        .save(Optional.empty(), new Timetable(SCHEDULE, "every day", Optional.empty(), false));
    return ((Begun) late.firings().beginByHand(SCHEDULE, databaseTime())).firing();
  }

  private DispatchCommands dispatch(PostgresDatabase replica) {
    return new DispatchCommands(
        replica.commands(),
        (device, text) -> {
          sentAt.add(Instant.now());
          return CommandOutcome.SENT;
        },
        new InMemoryDeviceGateway(),
        POLICY,
        event -> {},
        replica.sharedClock()::instant);
  }
}
