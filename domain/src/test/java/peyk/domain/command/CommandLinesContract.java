package peyk.domain.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.IdempotencyKey;
import peyk.domain.command.CommandLines.Next;
import peyk.domain.command.CommandLines.Ordering;
import peyk.domain.command.CommandLines.Ordering.Already;
import peyk.domain.command.CommandLines.Ordering.KeyInUse;
import peyk.domain.command.CommandLines.Ordering.Ordered;
import peyk.domain.command.CommandLines.Ordering.Repeated;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/**
 * What every {@link CommandLines} does, whatever it is made of: lines are stored, keys, turns of
 * trackers, the pace and races. {@link CommandLineTest} has the rules of one line.
 */
public abstract class CommandLinesContract {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final DeviceId OTHER = new DeviceId(8);
  private static final CommandPolicy POLICY = Commands.policy();
  private static final Duration GAP = POLICY.gap();
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final long ALL = Long.MAX_VALUE;

  /** Of one process, empty at first. */
  protected abstract CommandLines commands();

  /** The same as another process sees it. */
  protected abstract CommandLines commandsOfAnotherReplica();

  /** The time by the clock of both. */
  protected abstract Instant now();

  protected abstract void pass(Duration time);

  // Announcements

  @Test
  void a_change_is_announced_once_others_see_it() {
    var seen = new ArrayList<List<CommandState>>();
    commands()
        .onChange(() ->
            seen.add(
                commandsOfAnotherReplica()
                    .list(Optional.of(DEVICE), Optional.empty(), ALL, 10)
                    .stream()
                    .map(Command::state)
                    .toList()));
    var command = Commands.ordered(commands(), DEVICE, "getver", now());
    Commands.take(commands(), now());
    commands().change(DEVICE, line -> line.sent(command.id(), now(), POLICY));
    commands().onChange(() -> {});
    assertThat(seen).containsExactly(List.of(CommandState.WANTED), List.of(CommandState.SENT));
  }

  // Lines

  @Test
  void a_line_is_stored_through_all_its_life() {
    var line = CommandLine.empty(DEVICE);
    var delayed =
        new CommandOrder(
            DEVICE,
            new CommandText("getpass"),
            CommandOrigin.schedule("passwords"),
            now().plusSeconds(5),
            now().plusSeconds(9));
    for (var order : List.of(order(DEVICE, "getver"), order(DEVICE, "getimsi"), delayed)) {
      line = line.order(order, order(order).id(), now());
    }
    assertIsStored(line);
    line = line.take(take().orElseThrow().id(), now(), POLICY);
    assertIsStored(line);
    for (var change :
        List.<UnaryOperator<CommandLine>>of(
            it -> it.unsettled(first(it), now(), now().plusSeconds(1), POLICY),
            it -> it.cancel(second(it), now()),
            it -> it.take(first(it), now(), POLICY),
            it -> it.sent(first(it), now(), POLICY),
            it -> it.answered(new CommandAnswer(AnswerKind.VERSION, now())),
            it -> it.expire(now()))) {
      pass(Duration.ofSeconds(2));
      line = change.apply(line);
      commands().change(DEVICE, change);
      assertIsStored(line);
    }
  }

  private static CommandId first(CommandLine line) {
    return line.commands().getFirst().id();
  }

  private static CommandId second(CommandLine line) {
    return line.commands().get(1).id();
  }

  private void assertIsStored(CommandLine line) {
    assertThat(commands().list(Optional.of(DEVICE), Optional.empty(), ALL, 10).reversed())
        .isEqualTo(line.commands());
    commandsOfAnotherReplica()
        .change(
            DEVICE,
            stored -> {
              assertThat(stored.inFlight()).isEqualTo(line.inFlight());
              assertThat(stored.busyUntil()).isEqualTo(line.busyUntil());
              assertThat(stored.gapUntil()).isEqualTo(line.gapUntil());
              assertThat(line.commands()).containsAll(stored.commands());
              return stored;
            });
  }

  @Test
  void a_tracker_that_was_never_sent_anything_has_no_line_to_change() {
    commands().change(DEVICE, line -> line.order(order(DEVICE, "getver"), new CommandId(1), now()));
    assertThat(commands().list(Optional.empty(), Optional.empty(), ALL, 10)).isEmpty();
  }

  @Test
  void the_latest_of_many_commands_are_answered() {
    var ids = Stream.generate(this::sendAnother).limit(9).toList();
    Commands.answer(commands(), DEVICE, AnswerKind.OTHER, now());
    assertThat(commands().find(ids.getLast())).map(Command::state).contains(CommandState.ANSWERED);
    assertThat(commands().find(ids.get(7))).map(Command::state).contains(CommandState.SENT);
  }

  private CommandId sendAnother() {
    pass(POLICY.answerTimeout());
    order(order(DEVICE, "set " + now()));
    return Commands.send(commands(), now()).id();
  }

  // Ordering

  @Test
  void of_many_who_order_the_same_one_does() {
    var orderings = AtOnce.run(12, number -> place(replica(number), DEVICE, "getver"));
    assertThat(orderings).filteredOn(Ordered.class::isInstance).hasSize(1);
    assertThat(orderings).filteredOn(Already.class::isInstance).hasSize(11);
  }

  @Test
  void a_request_that_is_made_again_orders_nothing_more() {
    var key = key("a", "one");
    var first = (Ordered) commands().order(order(DEVICE, "getver"), key, now());
    var command = Commands.send(commands(), now());
    Commands.answer(commands(), command, now());
    pass(Duration.ofMinutes(10));
    assertThat(commandsOfAnotherReplica().order(order(DEVICE, "getver"), key, now()))
        .isEqualTo(new Repeated(get(first.command())));
    assertThat(take()).isEmpty();
  }

  @Test
  void a_request_that_found_its_command_under_way_finds_it_again() {
    var command = order(order(DEVICE, "getver"));
    var key = key("a", "one");
    assertThat(commands().order(order(DEVICE, "getver"), key, now()))
        .isEqualTo(new Already(command));
    Commands.answer(commands(), Commands.send(commands(), now()), now());
    assertThat(commands().order(order(DEVICE, "getver"), key, now()))
        .isEqualTo(new Repeated(get(command)));
  }

  @Test
  void a_key_of_another_request_orders_nothing() {
    commands().order(order(DEVICE, "getver"), key("a", "one"), now());
    assertThat(commands().order(order(OTHER, "getimsi"), key("a", "other"), now()))
        .isEqualTo(new KeyInUse());
    assertThat(commands().list(Optional.of(OTHER), Optional.empty(), ALL, 10)).isEmpty();
    assertThat(commands().order(order(OTHER, "getimsi"), key("b", "other"), now()))
        .isInstanceOf(Ordered.class);
  }

  @Test
  void of_many_who_use_a_key_one_orders() {
    var orderings =
        AtOnce.run(
            8,
            number ->
                replica(number)
                    .order(
                        order(new DeviceId(number), "getver"),
                        key("a", Integer.toString(number)),
                        now()));
    assertThat(orderings).filteredOn(Ordered.class::isInstance).hasSize(1);
    assertThat(orderings).filteredOn(KeyInUse.class::isInstance).hasSize(7);
    assertThat(commands().list(Optional.empty(), Optional.empty(), ALL, 10)).hasSize(1);
  }

  // Taking

  @Test
  void the_tracker_that_has_waited_longest_comes_first() {
    order(delayed(DEVICE, Duration.ofSeconds(2)));
    order(delayed(OTHER, Duration.ofSeconds(1)));
    pass(Duration.ofSeconds(3));
    assertThat(sendAll()).containsExactly("8 getver", "7 getver");
  }

  @Test
  void a_higher_priority_comes_first_whatever_has_waited_longer() {
    order(Commands.order(new DeviceId(1), "a", CommandOrigin.schedule("versions"), now()));
    pass(MOMENT);
    order(Commands.order(new DeviceId(2), "b", CommandOrigin.PROVISIONING, now()));
    order(Commands.order(new DeviceId(3), "c", CommandOrigin.REACTION, now()));
    pass(MOMENT);
    order(Commands.order(new DeviceId(4), "d", CommandOrigin.ADMIN, now()));
    assertThat(sendAll()).containsExactly("4 d", "2 b", "3 c", "1 a");
  }

  @Test
  void those_that_have_expired_keep_no_other_from_being_taken() {
    IntStream.range(0, 250).forEach(i -> order(order(new DeviceId(100 + i), "getver")));
    pass(POLICY.lifetime());
    order(order(DEVICE, "getver"));
    var taken = Optional.<Command>empty();
    for (int i = 0; i < 10 && taken.isEmpty(); i++) {
      taken = take();
    }
    assertThat(taken).map(Command::device).contains(DEVICE);
    assertThat(commands().list(Optional.empty(), Optional.of(CommandState.EXPIRED), ALL, 1000))
        .hasSize(250);
  }

  @Test
  void it_is_known_when_to_ask_again() {
    assertIdleUntil(Optional.empty());
    order(delayed(DEVICE, Duration.ofSeconds(60)));
    order(delayed(OTHER, Duration.ofSeconds(30)));
    assertIdleUntil(Optional.of(now().plusSeconds(30)));
    pass(Duration.ofSeconds(90));
    assertThat(take()).isPresent();
    var held = Commands.send(commands(), now());
    order(order(held.device(), "getimsi"));
    assertIdleUntil(Optional.of(now().plus(POLICY.answerTimeout())));
    Commands.answer(commands(), held, now());
    assertIdleUntil(Optional.of(now().plus(GAP)));
  }

  private void assertIdleUntil(Optional<Instant> until) {
    assertThat(commands().takeNext(now(), POLICY)).isEqualTo(new Next.Idle(until));
  }

  @Test
  void a_command_is_either_taken_or_cancelled() {
    for (int round = 0; round < 15; round++) {
      var command = order(order(new DeviceId(100 + round), "getver"));
      var taken =
          AtOnce.run(
              2,
              number -> {
                if (number == 0) {
                  return take().isPresent();
                }
                Commands.cancel(commandsOfAnotherReplica(), command, now());
                return false;
              });
      assertThat(get(command).state())
          .isEqualTo(taken.getFirst() ? CommandState.WANTED : CommandState.CANCELLED);
      pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void each_command_is_taken_once_and_none_of_a_tracker_that_is_busy_however_many_take() {
    for (int device = 0; device < 60; device++) {
      for (var text : List.of("getver", "getimsi", "getpass")) {
        order(order(new DeviceId(device), text));
      }
    }
    var takenAt = new HashMap<CommandId, Instant>();
    var lastOf = new HashMap<DeviceId, Instant>();
    for (int tick = 0; tick < 800 && takenAt.size() < 180; tick++) {
      for (var command : takeAtOnce()) {
        assertThat(takenAt).doesNotContainKey(command.id());
        takenAt.put(command.id(), now());
        var last = lastOf.put(command.device(), now());
        assertThat(last == null || !last.plus(GAP).isAfter(now())).isTrue();
      }
      pass(Duration.ofMillis(200));
    }
    assertThat(takenAt).hasSize(180);
  }

  /** What several threads of two processes find; half of it is answered before it is reported. */
  private List<Command> takeAtOnce() {
    var taken =
        AtOnce.run(
            6,
            number -> {
              var replica = replica(number);
              var found = new ArrayList<Command>();
              for (var next = Commands.take(replica, now());
                  next.isPresent();
                  next = Commands.take(replica, now())) {
                var command = next.get();
                found.add(command);
                if (number % 2 == 0) {
                  Commands.answer(replica, command, now());
                }
                Commands.sent(replica, command, now());
                Commands.answer(replica(number + 1), command, now());
              }
              return found;
            });
    return taken.stream().flatMap(List::stream).toList();
  }

  // Pacing

  @Test
  void all_trackers_together_are_sent_as_many_commands_as_the_rate_allows() {
    IntStream.range(0, 700).forEach(i -> order(order(new DeviceId(i), "getver")));
    int taken = 0;
    for (int tick = 0; tick < 300; tick++) {
      taken += takeAll(tick % 2);
      pass(Duration.ofMillis(100));
    }
    assertThat(taken).isBetween(600, 600 + 21); // in 30 s, with what may be caught up
  }

  @Test
  void idle_time_is_not_saved_up_nor_used_up_by_those_who_find_nothing() {
    IntStream.range(0, 1000).forEach(i -> assertThat(take()).isEmpty());
    pass(Duration.ofMinutes(10));
    IntStream.range(100, 200).forEach(i -> order(order(new DeviceId(i), "getver")));
    assertThat(takeAll(0)).isBetween(20, 21);
    assertThat(takeAll(1)).isZero();
  }

  private int takeAll(int replica) {
    int taken = 0;
    while (Commands.take(replica(replica), now()).isPresent()) {
      taken++;
    }
    return taken;
  }

  // Finding

  @Test
  void commands_are_listed_the_latest_first() {
    var first = order(order(DEVICE, "a"));
    var second = order(order(OTHER, "b"));
    var third = order(order(DEVICE, "c"));
    Commands.cancel(commands(), first, now());
    assertThat(ids(Optional.empty(), Optional.empty(), ALL, 10))
        .containsExactly(third.id(), second.id(), first.id());
    assertThat(ids(Optional.empty(), Optional.empty(), ALL, 2))
        .containsExactly(third.id(), second.id());
    assertThat(ids(Optional.empty(), Optional.empty(), third.id().value(), 1))
        .containsExactly(second.id());
    assertThat(ids(Optional.of(DEVICE), Optional.empty(), ALL, 10))
        .containsExactly(third.id(), first.id());
    assertThat(ids(Optional.empty(), Optional.of(CommandState.CANCELLED), ALL, 10))
        .containsExactly(first.id());
    assertThat(ids(Optional.of(OTHER), Optional.of(CommandState.CANCELLED), ALL, 10)).isEmpty();
    assertThat(commands().find(new CommandId(987_654))).isEmpty();
  }

  private List<CommandId> ids(
      Optional<DeviceId> device, Optional<CommandState> state, long before, int atMost) {
    return commands().list(device, state, before, atMost).stream().map(Command::id).toList();
  }

  private CommandLines replica(int number) {
    return number % 2 == 0 ? commands() : commandsOfAnotherReplica();
  }

  private CommandOrder order(DeviceId device, String text) {
    return Commands.order(device, text, now());
  }

  private CommandOrder delayed(DeviceId device, Duration delay) {
    return Commands.order(device, "getver", now().plus(delay));
  }

  private Command order(CommandOrder order) {
    return ((Ordered) commands().order(order, Optional.empty(), now())).command();
  }

  private Ordering place(CommandLines replica, DeviceId device, String text) {
    return replica.order(order(device, text), Optional.empty(), now());
  }

  private Optional<Command> take() {
    return Commands.take(commands(), now());
  }

  private List<String> sendAll() {
    var texts = new ArrayList<String>();
    for (var next = take(); next.isPresent(); next = take()) {
      texts.add(next.get().device() + " " + next.get().text());
    }
    return texts;
  }

  private Command get(Command command) {
    return commands().find(command.id()).orElseThrow();
  }

  private static Optional<IdempotencyKey> key(String value, String fingerprint) {
    return Optional.of(new IdempotencyKey(value, fingerprint));
  }
}
