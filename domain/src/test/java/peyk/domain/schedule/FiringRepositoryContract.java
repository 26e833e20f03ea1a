package peyk.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.command.Command;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandLines.Ordering;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.schedule.FiringRepository.Beginning;
import peyk.domain.schedule.FiringRepository.Beginning.Begun;
import peyk.domain.schedule.FiringRepository.Beginning.Overtaken;
import peyk.domain.schedule.FiringRepository.Beginning.UnderWay;

/** What every {@link FiringRepository} does, whatever it is made of. */
public abstract class FiringRepositoryContract {
  private static final ScheduleName NAME = new ScheduleName("versions");
  private static final ScheduleName OTHER = new ScheduleName("passwords");
  private static final Duration GAP = Commands.policy().gap();

  private ScheduleState state;

  /** Empty at first, as are the others; commands by the usual policy. */
  protected abstract FiringRepository firings();

  protected abstract ScheduleRepository schedules();

  protected abstract CommandLines commands();

  /** The time by the clock of all three. */
  protected abstract Instant now();

  protected abstract void pass(Duration time);

  /** How often the job that carries out a schedule's firings was woken. */
  protected abstract int wakeups(ScheduleName schedule);

  @BeforeEach
  void two_schedules_are_known() {
    state = new ScheduleState(NAME, "every day", Optional.of(now()), false);
    schedules().save(Optional.empty(), state);
    schedules()
        .save(Optional.empty(), new ScheduleState(OTHER, "every day", Optional.of(now()), false));
  }

  // Beginning and ending

  @Test
  void a_firing_is_begun_and_the_state_moves_on() {
    var after = at(now().plusSeconds(60));
    var dueAt = now().minusSeconds(5);
    var firing = begun(firings().begin(state, after, dueAt, now()));
    assertThat(firing)
        .isEqualTo(new Firing(firing.id(), NAME, dueAt, false, now(), Optional.empty()));
    assertThat(schedules().find(NAME)).contains(after);
    assertThat(firings().underWay(NAME)).contains(firing);
    assertThat(firings().underWay(OTHER)).isEmpty();
    assertThat(wakeups(NAME)).isEqualTo(1);
  }

  @Test
  void who_goes_by_an_old_state_begins_nothing() {
    var after = at(now().plusSeconds(60));
    begun(firings().begin(state, after, now(), now()));
    assertThat(firings().begin(state, at(now().plusSeconds(90)), now(), now()))
        .isEqualTo(new Overtaken());
    assertThat(schedules().find(NAME)).contains(after);
    assertThat(firings().list(NAME, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void while_one_is_under_way_none_is_begun_and_the_state_moves_on_all_the_same() {
    var after = at(now().plusSeconds(60));
    var first = begun(firings().begin(state, after, now(), now()));
    var later = at(now().plusSeconds(120));
    assertThat(firings().begin(after, later, now().plusSeconds(60), now()))
        .isEqualTo(new UnderWay(first));
    assertThat(firings().beginByHand(NAME, now())).isEqualTo(new UnderWay(first));
    assertThat(schedules().find(NAME)).contains(later);
    assertThat(firings().list(NAME, Long.MAX_VALUE, 10)).containsExactly(first);
    assertThat(wakeups(NAME)).isEqualTo(1);
  }

  @Test
  void by_hand_one_is_begun_whatever_the_state_says() {
    var firing = begun(firings().beginByHand(NAME, now()));
    assertThat(firing)
        .isEqualTo(new Firing(firing.id(), NAME, now(), true, now(), Optional.empty()));
    assertThat(schedules().find(NAME)).contains(state);
    assertThat(wakeups(NAME)).isEqualTo(1);
  }

  @Test
  void of_an_unknown_schedule_nothing_is_begun() {
    assertThat(firings().beginByHand(new ScheduleName("unknown"), now()))
        .isEqualTo(new Overtaken());
  }

  @Test
  void of_those_who_begin_at_once_one_does() {
    var beginnings =
        AtOnce.run(
            8,
            number ->
                number % 2 == 0
                    ? firings().begin(state, at(now().plusSeconds(60)), now(), now())
                    : firings().beginByHand(NAME, now()));
    assertThat(beginnings).filteredOn(Begun.class::isInstance).hasSize(1);
    assertThat(firings().list(NAME, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void what_has_ended_is_not_under_way() {
    var firing = begun(firings().beginByHand(NAME, now()));
    firings().order(firing, List.of(scheduled(1, "getver"), scheduled(2, "getver")), now());
    pass(Duration.ofSeconds(3));
    var ended = firings().end(firing.id(), 100, 7, now()).orElseThrow();
    assertThat(ended.ending()).contains(new Firing.Ending(now(), 100, 7, 2));
    assertThat(firings().underWay(NAME)).isEmpty();
    assertThat(firings().list(NAME, Long.MAX_VALUE, 10)).containsExactly(ended);
    assertThat(firings().end(firing.id(), 200, 9, now())).as("a second end").isEmpty();
    assertThat(firings().list(NAME, Long.MAX_VALUE, 10)).containsExactly(ended);
    assertThat(firings().beginByHand(NAME, now())).isInstanceOf(Begun.class);
  }

  @Test
  void firings_are_listed_the_latest_first() {
    var all = Stream.generate(this::beginAndEnd).limit(3).toList();
    begun(firings().beginByHand(OTHER, now()));
    assertThat(firings().list(NAME, Long.MAX_VALUE, 2)).containsExactly(all.get(2), all.get(1));
    assertThat(firings().list(NAME, all.get(1).id().value(), 2)).containsExactly(all.get(0));
  }

  private Firing beginAndEnd() {
    var firing = begun(firings().beginByHand(NAME, now()));
    return firings().end(firing.id(), 0, 0, now()).orElseThrow();
  }

  // Commands

  @Test
  void a_firing_orders_one_command_for_a_device_however_often_it_is_asked_to() {
    var firing = begun(firings().beginByHand(NAME, now()));
    assertThat(
            firings().order(firing, List.of(scheduled(1, "getver"), scheduled(2, "getver")), now()))
        .isEqualTo(2);
    assertThat(answerAll()).hasSize(2);
    assertThat(
            firings().order(firing, List.of(scheduled(1, "getver"), scheduled(3, "getver")), now()))
        .isEqualTo(1);
    assertThat(firings().order(firing, List.of(scheduled(2, "getimsi")), now())).isZero();
    var next = begun(firings().beginByHand(OTHER, now()));
    assertThat(firings().order(next, List.of(scheduled(1, "getver")), now())).isEqualTo(1);
  }

  @Test
  void what_waits_for_a_device_already_is_not_ordered() {
    commands().order(order(1, "getver"), Optional.empty(), now());
    var firing = begun(firings().beginByHand(NAME, now()));
    assertThat(
            firings().order(firing, List.of(scheduled(1, "getver"), scheduled(2, "getver")), now()))
        .isEqualTo(1);
    assertThat(firings().commands(firing.id())).isEqualTo(Map.of(CommandState.WANTED, 1L));
  }

  @Test
  void what_was_sent_and_may_still_be_answered_is_ordered_again_by_the_next_firing() {
    var first = begun(firings().beginByHand(NAME, now()));
    firings().order(first, List.of(scheduled(1, "getver")), now());
    send();
    var second = begun(firings().beginByHand(OTHER, now()));
    assertThat(firings().order(second, List.of(scheduled(1, "getver")), now())).isEqualTo(1);
    var third = begun(firings().end(first.id(), 1, 1, now()).orElseThrow());
    assertThat(firings().order(third, List.of(scheduled(1, "getver")), now())).isZero();
  }

  private Firing begun(Firing ended) {
    return begun(firings().beginByHand(ended.schedule(), now()));
  }

  @Test
  void it_is_known_how_the_commands_of_a_firing_stand() {
    var firing = begun(firings().beginByHand(NAME, now()));
    assertThat(firings().commands(firing.id())).isEmpty();
    firings()
        .order(
            firing,
            List.of(scheduled(1, "getver"), scheduled(2, "getver"), scheduled(3, "getver")),
            now());
    send();
    pass(Duration.ofSeconds(1));
    var second = send();
    Commands.answer(commands(), second, now());
    assertThat(firings().commands(firing.id()))
        .isEqualTo(
            Map.of(CommandState.WANTED, 1L, CommandState.SENT, 1L, CommandState.ANSWERED, 1L));
  }

  @Test
  void who_wants_what_a_firing_has_ordered_does_not_wait_behind_the_fleet_for_it() {
    var firing = begun(firings().beginByHand(NAME, now()));
    firings()
        .order(
            firing,
            List.of(scheduled(1, "getver"), scheduled(2, "getver"), scheduled(3, "getver")),
            now());
    pass(Duration.ofSeconds(1));
    assertThat(commands().order(order(3, "getver"), Optional.empty(), now()))
        .isInstanceOf(Ordering.Ordered.class);
    assertThat(answerAll()).containsExactly("3 getver", "1 getver", "2 getver");
    assertThat(firings().commands(firing.id()))
        .isEqualTo(Map.of(CommandState.ANSWERED, 2L, CommandState.CANCELLED, 1L));
    assertThat(firings().order(firing, List.of(scheduled(3, "getver")), now())).isZero();
  }

  @Test
  void a_thousand_devices_are_ordered_for_at_once() {
    var firing = begun(firings().beginByHand(NAME, now()));
    var orders = LongStream.range(1, 1001).mapToObj(device -> scheduled(device, "getver")).toList();
    assertThat(firings().order(firing, orders, now())).isEqualTo(1000);
    assertThat(firings().order(firing, orders.reversed(), now())).isZero();
    assertThat(firings().end(firing.id(), 1000, 1000, now()).flatMap(Firing::ending))
        .map(Firing.Ending::ordered)
        .contains(1000L);
  }

  /** Has all trackers sent what waits for them, one after another, and answer at once. */
  private List<String> answerAll() {
    return Stream.generate(this::answerNext).takeWhile(text -> !text.isEmpty()).toList();
  }

  private String answerNext() {
    pass(GAP);
    var taken = Commands.take(commands(), now());
    taken.ifPresent(command -> {
      Commands.sent(commands(), command, now());
      Commands.answer(commands(), command, now());
    });
    return taken.map(FiringRepositoryContract::text).orElse("");
  }

  private Command send() {
    return Commands.send(commands(), now());
  }

  private static String text(Command command) {
    return command.device() + " " + command.text();
  }

  private CommandOrder order(long device, String text) {
    return Commands.order(new DeviceId(device), text, now());
  }

  private CommandOrder scheduled(long device, String text) {
    return Commands.order(new DeviceId(device), text, CommandOrigin.schedule("test"), now());
  }

  private ScheduleState at(Instant next) {
    return new ScheduleState(NAME, "every day", Optional.of(next), false);
  }

  private static Firing begun(Beginning beginning) {
    return ((Begun) beginning).firing();
  }
}
