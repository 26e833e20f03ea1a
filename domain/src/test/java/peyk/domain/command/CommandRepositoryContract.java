package peyk.domain.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.IdempotencyKey;
import peyk.domain.command.CommandRepository.Ordering;
import peyk.domain.command.CommandRepository.Ordering.Already;
import peyk.domain.command.CommandRepository.Ordering.KeyInUse;
import peyk.domain.command.CommandRepository.Ordering.Ordered;
import peyk.domain.command.CommandRepository.Ordering.Repeated;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/** What every {@link CommandRepository} does, whatever it is made of. */
public abstract class CommandRepositoryContract {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final DeviceId OTHER = new DeviceId(8);
  private static final CommandPolicy POLICY = Commands.policy();
  private static final Duration GAP = POLICY.gap();
  private static final Duration PATIENCE = POLICY.patience();
  private static final Duration LIFETIME = POLICY.lifetime();
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final long ALL = Long.MAX_VALUE;

  /** Of one process, with the usual policy, empty at first. */
  protected abstract CommandRepository commands();

  /** The same as another process sees it. */
  protected abstract CommandRepository commandsOfAnotherReplica();

  /** The time by the clock of both. */
  protected abstract Instant now();

  protected abstract void pass(Duration time);

  // Ordering

  @Test
  void a_command_is_wanted_as_it_was_ordered() {
    var order =
        new CommandOrder(
            DEVICE,
            new CommandText("getver"),
            "schedule versions",
            now().plusSeconds(5),
            now().plusSeconds(9));
    var command = ordered(commands().order(order, Optional.empty()));
    assertThat(command)
        .isEqualTo(
            new Command(
                command.id(),
                DEVICE,
                order.text(),
                CommandState.WANTED,
                "schedule versions",
                now(),
                order.notBefore(),
                order.expiresAt(),
                0,
                Optional.empty(),
                Optional.empty()));
    assertThat(commandsOfAnotherReplica().find(command.id())).contains(command);
  }

  @Test
  void the_same_text_does_not_wait_twice_for_a_device() {
    var command = order(DEVICE, "getver");
    assertThat(commandsOfAnotherReplica().order(wish(DEVICE, "getver"), Optional.empty()))
        .isEqualTo(new Already(command));
    assertThat(order(DEVICE, "getimsi").id().value()).isGreaterThan(command.id().value());
    order(OTHER, "getver");
    assertThat(commands().list(Optional.empty(), Optional.empty(), ALL, 10)).hasSize(3);
  }

  @Test
  void a_text_that_may_still_be_answered_is_not_ordered_again() {
    var command = order(DEVICE, "getver");
    send();
    assertThat(commands().order(wish(DEVICE, "getver"), Optional.empty()))
        .isEqualTo(new Already(get(command)));
    pass(PATIENCE.minus(MOMENT));
    assertThat(commands().order(wish(DEVICE, "getver"), Optional.empty()))
        .isInstanceOf(Already.class);
    pass(MOMENT);
    order(DEVICE, "getver");
  }

  @Test
  void a_text_that_was_answered_may_be_ordered_again() {
    order(DEVICE, "getver");
    send();
    answer(AnswerKind.VERSION);
    order(DEVICE, "getver");
  }

  @Test
  void a_text_that_has_expired_may_be_ordered_again() {
    var expired = order(DEVICE, "getver");
    pass(LIFETIME);
    order(DEVICE, "getver");
    assertThat(get(expired).state()).isEqualTo(CommandState.EXPIRED);
  }

  @Test
  void of_many_who_order_the_same_one_does() {
    var orderings =
        AtOnce.run(12, number -> replica(number).order(wish(DEVICE, "getver"), Optional.empty()));
    assertThat(orderings).filteredOn(Ordered.class::isInstance).hasSize(1);
    assertThat(orderings).filteredOn(Already.class::isInstance).hasSize(11);
  }

  @Test
  void a_request_that_is_made_again_orders_nothing_more() {
    var key = key("a", "one");
    var first = ordered(commands().order(wish(DEVICE, "getver"), key));
    send();
    answer(AnswerKind.VERSION);
    pass(Duration.ofMinutes(10));
    assertThat(commandsOfAnotherReplica().order(wish(DEVICE, "getver"), key))
        .isEqualTo(new Repeated(get(first)));
    assertThat(take()).isEmpty();
  }

  @Test
  void a_request_that_found_its_command_under_way_finds_it_again() {
    var command = order(DEVICE, "getver");
    var key = key("a", "one");
    assertThat(commands().order(wish(DEVICE, "getver"), key)).isEqualTo(new Already(command));
    send();
    answer(AnswerKind.VERSION);
    assertThat(commands().order(wish(DEVICE, "getver"), key)).isEqualTo(new Repeated(get(command)));
  }

  @Test
  void a_key_of_another_request_orders_nothing() {
    commands().order(wish(DEVICE, "getver"), key("a", "one"));
    assertThat(commands().order(wish(OTHER, "getimsi"), key("a", "other")))
        .isEqualTo(new KeyInUse());
    assertThat(commands().list(Optional.of(OTHER), Optional.empty(), ALL, 10)).isEmpty();
    ordered(commands().order(wish(OTHER, "getimsi"), key("b", "other")));
  }

  @Test
  void of_many_who_use_a_key_one_orders() {
    var orderings =
        AtOnce.run(
            8,
            number ->
                replica(number)
                    .order(
                        wish(new DeviceId(number), "getver"), key("a", Integer.toString(number))));
    assertThat(orderings).filteredOn(Ordered.class::isInstance).hasSize(1);
    assertThat(orderings).filteredOn(KeyInUse.class::isInstance).hasSize(7);
    assertThat(commands().list(Optional.empty(), Optional.empty(), ALL, 10)).hasSize(1);
  }

  // Taking

  @Test
  void without_commands_none_is_taken() {
    assertThat(take()).isEmpty();
  }

  @Test
  void a_command_is_taken_once_its_time_has_come() {
    commands()
        .order(
            new CommandOrder(
                DEVICE, new CommandText("getver"), "test", now().plus(GAP), now().plus(LIFETIME)),
            Optional.empty());
    pass(GAP.minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(take()).map(command -> command.text().value()).contains("getver");
  }

  @Test
  void a_command_that_is_taken_is_being_tried() {
    var command = order(DEVICE, "getver");
    var taken = take().orElseThrow();
    assertThat(taken.id()).isEqualTo(command.id());
    assertThat(taken.attempts()).isEqualTo(1);
    assertThat(taken).isEqualTo(get(command));
    assertThat(taken.state()).isEqualTo(CommandState.WANTED);
  }

  @Test
  void what_was_taken_is_taken_by_nobody_else() {
    order(DEVICE, "getver");
    assertThat(take()).isPresent();
    assertThat(commandsOfAnotherReplica().take(now())).isEmpty();
  }

  @Test
  void what_a_process_that_died_had_taken_is_taken_again_and_not_too_early() {
    var command = order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    assertThat(take()).isPresent();
    pass(PATIENCE.minus(MOMENT));
    assertThat(commandsOfAnotherReplica().take(now())).isEmpty();
    pass(MOMENT);
    var again = commandsOfAnotherReplica().take(now()).orElseThrow();
    assertThat(again.id()).isEqualTo(command.id());
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(take()).isEmpty();
  }

  @Test
  void commands_of_a_tracker_are_taken_in_the_order_in_which_they_were_ordered() {
    IntStream.range(0, 9).forEach(i -> order(DEVICE, "set " + i));
    var texts = new ArrayList<String>();
    for (int i = 0; i < 9; i++) {
      texts.add(send().text().value());
      answer(AnswerKind.OTHER);
      pass(GAP);
    }
    assertThat(texts).isSorted().hasSize(9);
  }

  @Test
  void the_tracker_that_has_waited_longest_comes_first() {
    commands()
        .order(
            new CommandOrder(
                DEVICE, new CommandText("a"), "test", now().plusSeconds(2), now().plus(LIFETIME)),
            Optional.empty());
    commands()
        .order(
            new CommandOrder(
                OTHER, new CommandText("b"), "test", now().plusSeconds(1), now().plus(LIFETIME)),
            Optional.empty());
    pass(Duration.ofSeconds(3));
    assertThat(send().text().value()).isEqualTo("b");
    assertThat(send().text().value()).isEqualTo("a");
  }

  @Test
  void each_tracker_has_its_own_turn() {
    order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    order(OTHER, "getver");
    assertThat(send().device()).isEqualTo(DEVICE);
    assertThat(send().device()).isEqualTo(OTHER);
    assertThat(take()).isEmpty();
  }

  // Being sent

  @Test
  void a_command_that_was_sent_waits_for_its_answer() {
    var command = order(DEVICE, "getver");
    var taken = take().orElseThrow();
    pass(MOMENT);
    commands().sent(taken.id(), now());
    assertThat(get(command).state()).isEqualTo(CommandState.SENT);
    assertThat(get(command).sentAt()).contains(now());
    assertThat(get(command).endedAt()).isEmpty();
  }

  @Test
  void without_an_answer_the_next_goes_out_when_patience_is_over() {
    order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    send();
    pass(PATIENCE.minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(send().text().value()).isEqualTo("getimsi");
  }

  @Test
  void patience_begins_when_the_command_was_sent() {
    order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    var taken = take().orElseThrow();
    pass(GAP);
    commands().sent(taken.id(), now());
    pass(PATIENCE.minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(take()).isPresent();
  }

  // Being answered

  @Test
  void after_an_answer_the_next_goes_out_when_the_gap_is_over() {
    var command = order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    send();
    pass(MOMENT);
    answer(AnswerKind.VERSION);
    assertThat(get(command).state()).isEqualTo(CommandState.ANSWERED);
    assertThat(get(command).endedAt()).contains(now());
    pass(GAP.minus(MOMENT).minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(send().text().value()).isEqualTo("getimsi");
  }

  @Test
  void after_an_answer_that_came_later_than_the_gap_the_next_goes_out_at_once() {
    order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    send();
    pass(GAP.multipliedBy(2));
    answer(AnswerKind.VERSION);
    assertThat(take()).isPresent();
  }

  @Test
  void an_answer_of_another_kind_or_tracker_is_for_no_command() {
    var command = order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    send();
    answer(AnswerKind.IMSI);
    commands().answered(OTHER, AnswerKind.VERSION, now());
    pass(GAP);
    assertThat(get(command).state()).isEqualTo(CommandState.SENT);
    assertThat(take()).isEmpty();
  }

  @Test
  void an_answer_to_nothing_changes_nothing() {
    commands().answered(DEVICE, AnswerKind.VERSION, now());
    var command = order(DEVICE, "getver");
    commands().answered(DEVICE, AnswerKind.VERSION, now());
    assertThat(get(command)).isEqualTo(command);
    assertThat(take()).isPresent();
  }

  @Test
  void an_answer_may_come_before_it_is_known_that_the_command_was_sent() {
    var command = order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    var taken = take().orElseThrow();
    answer(AnswerKind.VERSION);
    assertThat(get(command).state()).isEqualTo(CommandState.ANSWERED);
    pass(MOMENT);
    commands().sent(taken.id(), now());
    assertThat(get(command).state()).isEqualTo(CommandState.ANSWERED);
    assertThat(get(command).sentAt()).contains(now());
    pass(GAP.minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(send().text().value()).isEqualTo("getimsi");
  }

  @Test
  void until_it_is_known_when_a_command_was_sent_an_answer_does_not_let_the_next_go() {
    order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    var taken = take().orElseThrow();
    pass(GAP); // for so long Traccar did not get to it
    answer(AnswerKind.VERSION);
    assertThat(take()).isEmpty();
    commands().sent(taken.id(), now());
    pass(GAP.minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(send().text().value()).isEqualTo("getimsi");
  }

  @Test
  void what_was_answered_after_a_process_died_lets_the_next_go_when_it_must_have_been_sent() {
    order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    assertThat(take()).isPresent();
    answer(AnswerKind.VERSION);
    pass(PATIENCE.minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(send().text().value()).isEqualTo("getimsi");
  }

  @Test
  void a_late_answer_is_for_its_command_and_does_not_free_the_tracker() {
    var late = order(DEVICE, "getver");
    var next = order(DEVICE, "getimsi");
    order(DEVICE, "getpass");
    send();
    pass(PATIENCE);
    send();
    answer(AnswerKind.VERSION);
    assertThat(get(late).state()).isEqualTo(CommandState.ANSWERED);
    assertThat(get(next).state()).isEqualTo(CommandState.SENT);
    pass(GAP);
    assertThat(take()).isEmpty();
    answer(AnswerKind.IMSI);
    assertThat(get(next).state()).isEqualTo(CommandState.ANSWERED);
    assertThat(take()).isPresent();
  }

  @Test
  void once_a_command_is_answered_those_before_it_are_not_any_more() {
    var lost = order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    send();
    pass(PATIENCE);
    send();
    answer(AnswerKind.IMSI);
    answer(AnswerKind.VERSION);
    assertThat(get(lost).state()).isEqualTo(CommandState.SENT);
  }

  @Test
  void an_answer_that_was_lost_does_not_put_off_those_that_follow() {
    order(DEVICE, "getver");
    send();
    pass(PATIENCE);
    var again = order(DEVICE, "getver");
    send();
    answer(AnswerKind.VERSION);
    assertThat(get(again).state()).isEqualTo(CommandState.ANSWERED);
  }

  @Test
  void a_second_answer_to_a_command_is_for_none() {
    order(DEVICE, "getver");
    send();
    answer(AnswerKind.VERSION);
    var before = commands().list(Optional.empty(), Optional.empty(), ALL, 10);
    pass(MOMENT);
    answer(AnswerKind.VERSION);
    assertThat(commands().list(Optional.empty(), Optional.empty(), ALL, 10)).isEqualTo(before);
  }

  // Not being sent

  @Test
  void a_command_that_could_not_be_sent_is_tried_again_at_its_time() {
    var command = order(DEVICE, "getver");
    commands().postponed(take().orElseThrow().id(), now(), now().plusSeconds(60));
    assertThat(get(command).notBefore()).isEqualTo(now().plusSeconds(60));
    pass(Duration.ofSeconds(60).minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(take()).map(Command::attempts).contains(2);
  }

  @Test
  void what_waits_behind_a_command_that_could_not_be_sent_stays_behind_it() {
    order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    order(OTHER, "getver");
    commands().postponed(take().orElseThrow().id(), now(), now().plusSeconds(60));
    pass(GAP);
    assertThat(send().device()).isEqualTo(OTHER);
    assertThat(take()).isEmpty();
    pass(Duration.ofSeconds(60));
    assertThat(send().text().value()).isEqualTo("getver");
    pass(PATIENCE);
    assertThat(send().text().value()).isEqualTo("getimsi");
  }

  @Test
  void what_is_ordered_after_a_command_could_not_be_sent_is_tried_once_the_gap_is_over() {
    order(DEVICE, "getver");
    commands().postponed(take().orElseThrow().id(), now(), now().plusSeconds(60));
    order(DEVICE, "getimsi");
    pass(GAP.minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(take()).map(command -> command.text().value()).contains("getimsi");
  }

  @Test
  void the_gap_after_a_command_that_could_not_be_sent_is_counted_from_when_that_was() {
    order(DEVICE, "getver");
    commands().postponed(take().orElseThrow().id(), now().plus(GAP), now().plusSeconds(60));
    order(DEVICE, "getimsi");
    pass(GAP.multipliedBy(2).minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(take()).map(command -> command.text().value()).contains("getimsi");
  }

  @Test
  void a_command_that_may_have_been_sent_is_tried_again_at_its_time() {
    var command = order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    commands().unsettled(take().orElseThrow().id(), now(), now().plusSeconds(60));
    assertThat(get(command).state()).isEqualTo(CommandState.WANTED);
    assertThat(get(command).notBefore()).isEqualTo(now().plusSeconds(60));
    pass(Duration.ofSeconds(60).minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    var again = take().orElseThrow();
    assertThat(again.id()).isEqualTo(command.id());
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void after_a_command_that_may_have_been_sent_nothing_is_until_the_gap_is_over() {
    order(DEVICE, "getver");
    var taken = take().orElseThrow();
    pass(GAP); // for so long Traccar did not answer
    commands().unsettled(taken.id(), now(), now().plusSeconds(60));
    order(DEVICE, "getimsi");
    pass(GAP.minus(MOMENT));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(take()).map(next -> next.text().value()).contains("getimsi");
  }

  @Test
  void a_command_that_was_sent_after_all_is_answered_and_not_tried_again() {
    var command = order(DEVICE, "getver");
    commands().unsettled(take().orElseThrow().id(), now(), now().plusSeconds(60));
    pass(GAP);
    answer(AnswerKind.VERSION);
    assertThat(get(command).state()).isEqualTo(CommandState.ANSWERED);
    commands().unsettled(command.id(), now(), now().plusSeconds(60));
    assertThat(get(command).state()).isEqualTo(CommandState.ANSWERED);
    pass(Duration.ofSeconds(60));
    assertThat(take()).isEmpty();
  }

  @Test
  void a_command_that_traccar_refused_is_not_answered_by_what_the_tracker_says() {
    var command = order(DEVICE, "getver");
    commands().postponed(take().orElseThrow().id(), now(), now().plusSeconds(60));
    answer(AnswerKind.VERSION);
    assertThat(get(command).state()).isEqualTo(CommandState.WANTED);
  }

  @Test
  void a_command_that_traccar_will_never_send_ends() {
    var command = order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    commands().refused(take().orElseThrow().id(), now());
    assertThat(get(command).state()).isEqualTo(CommandState.REFUSED);
    assertThat(get(command).endedAt()).contains(now());
    pass(GAP);
    assertThat(take()).map(next -> next.text().value()).contains("getimsi");
  }

  @Test
  void a_command_that_has_expired_is_not_taken_and_ends() {
    var command = order(DEVICE, "getver");
    pass(LIFETIME);
    assertThat(take()).isEmpty();
    assertThat(get(command).state()).isEqualTo(CommandState.EXPIRED);
    assertThat(get(command).endedAt()).contains(now());
  }

  @Test
  void a_command_is_taken_up_to_the_end_of_its_life() {
    order(DEVICE, "getver");
    pass(LIFETIME.minus(MOMENT));
    assertThat(take()).isPresent();
  }

  @Test
  void those_that_have_expired_keep_no_other_from_being_taken() {
    IntStream.range(0, 250).forEach(i -> order(new DeviceId(100 + i), "getver"));
    pass(LIFETIME);
    order(DEVICE, "getver");
    var taken = Optional.<Command>empty();
    for (int i = 0; i < 10 && taken.isEmpty(); i++) {
      taken = take();
    }
    assertThat(taken).map(Command::device).contains(DEVICE);
    assertThat(commands().list(Optional.empty(), Optional.of(CommandState.EXPIRED), ALL, 1000))
        .hasSize(250);
  }

  @Test
  void a_command_that_is_to_be_tried_after_its_end_expires() {
    var command = order(DEVICE, "getver");
    pass(LIFETIME.minusSeconds(10));
    commands().postponed(take().orElseThrow().id(), now(), now().plusSeconds(60));
    pass(Duration.ofSeconds(10));
    assertThat(take()).isEmpty();
    assertThat(get(command).state()).isEqualTo(CommandState.EXPIRED);
  }

  @Test
  void what_a_process_that_died_had_taken_is_not_sent_after_its_end() {
    var command = order(DEVICE, "getver");
    pass(LIFETIME.minus(MOMENT));
    assertThat(take()).isPresent();
    pass(PATIENCE);
    assertThat(take()).isEmpty();
    assertThat(get(command).state()).isEqualTo(CommandState.EXPIRED);
  }

  @Test
  void a_command_does_not_expire_while_it_is_being_sent() {
    var command = order(DEVICE, "getver");
    pass(LIFETIME.minus(MOMENT));
    var taken = take().orElseThrow();
    pass(MOMENT);
    order(DEVICE, "getimsi");
    assertThat(take()).isEmpty();
    commands().sent(taken.id(), now());
    assertThat(get(command).state()).isEqualTo(CommandState.SENT);
  }

  // Taking back

  @Test
  void a_command_that_is_taken_back_is_never_sent() {
    var command = order(DEVICE, "getver");
    var cancelled = commands().cancel(command.id(), now()).orElseThrow();
    assertThat(cancelled.state()).isEqualTo(CommandState.CANCELLED);
    assertThat(cancelled.endedAt()).contains(now());
    assertThat(cancelled).isEqualTo(get(command));
    assertThat(take()).isEmpty();
    pass(MOMENT);
    assertThat(commands().cancel(command.id(), now())).contains(cancelled);
    order(DEVICE, "getver");
  }

  @Test
  void taking_back_one_keeps_no_other_from_being_sent() {
    var command = order(DEVICE, "getver");
    order(DEVICE, "getimsi");
    commands().cancel(command.id(), now());
    assertThat(take()).map(next -> next.text().value()).contains("getimsi");
  }

  @Test
  void a_command_that_is_being_sent_or_was_is_not_taken_back() {
    var command = order(DEVICE, "getver");
    var taken = take().orElseThrow();
    assertThat(commands().cancel(command.id(), now())).contains(taken);
    commands().sent(taken.id(), now());
    assertThat(commands().cancel(command.id(), now())).contains(get(command));
    assertThat(get(command).state()).isEqualTo(CommandState.SENT);
  }

  @Test
  void what_a_process_that_died_had_taken_may_be_taken_back() {
    var command = order(DEVICE, "getver");
    assertThat(take()).isPresent();
    pass(PATIENCE);
    assertThat(commands().cancel(command.id(), now()))
        .map(Command::state)
        .contains(CommandState.CANCELLED);
  }

  @Test
  void what_does_not_exist_is_not_taken_back_or_found() {
    assertThat(commands().cancel(new CommandId(987_654), now())).isEmpty();
    assertThat(commands().find(new CommandId(987_654))).isEmpty();
  }

  @Test
  void a_command_is_either_taken_or_taken_back() {
    for (int round = 0; round < 15; round++) {
      var command = order(new DeviceId(100 + round), "getver");
      var states =
          AtOnce.run(
              2,
              number ->
                  number == 0
                      ? take().map(Command::state)
                      : commandsOfAnotherReplica().cancel(command.id(), now()).map(Command::state));
      var cancelled = states.get(1).equals(Optional.of(CommandState.CANCELLED));
      assertThat(states.get(0).isPresent()).isNotEqualTo(cancelled);
      pass(Duration.ofSeconds(1));
    }
  }

  // Looking

  @Test
  void commands_are_listed_the_latest_first() {
    var first = order(DEVICE, "a");
    var second = order(OTHER, "b");
    var third = order(DEVICE, "c");
    commands().cancel(first.id(), now());
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
  }

  // Pacing

  @Test
  void all_trackers_together_are_sent_as_many_commands_as_the_rate_allows() {
    IntStream.range(0, 700).forEach(i -> order(new DeviceId(i), "getver"));
    int taken = 0;
    for (int tick = 0; tick < 300; tick++) {
      taken += takeAll(tick % 2);
      pass(Duration.ofMillis(100));
    }
    assertThat(taken).isBetween(600, 600 + 21); // in 30 s, with what may be caught up
  }

  @Test
  void idle_time_is_not_saved_up() {
    order(DEVICE, "getver");
    assertThat(take()).isPresent();
    pass(Duration.ofMinutes(10));
    IntStream.range(100, 200).forEach(i -> order(new DeviceId(i), "getver"));
    assertThat(takeAll(0)).isBetween(20, 21);
    assertThat(takeAll(1)).isZero();
  }

  @Test
  void looking_for_commands_in_vain_does_not_slow_down_those_that_come() {
    IntStream.range(0, 1000).forEach(i -> assertThat(take()).isEmpty());
    order(DEVICE, "getver");
    assertThat(take()).isPresent();
  }

  @Test
  void each_command_is_taken_once_and_none_of_a_tracker_that_is_busy_however_many_take() {
    for (int device = 0; device < 60; device++) {
      for (var text : List.of("getver", "getimsi", "getpass")) {
        order(new DeviceId(device), text);
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
              var found = new ArrayList<Command>();
              for (var next = replica(number).take(now());
                  next.isPresent();
                  next = replica(number).take(now())) {
                var command = next.get();
                found.add(command);
                if (number % 2 == 0) {
                  replica(number).answered(command.device(), command.expected(), now());
                }
                replica(number).sent(command.id(), now());
                replica(number + 1).answered(command.device(), command.expected(), now());
              }
              return found;
            });
    return taken.stream().flatMap(List::stream).toList();
  }

  private int takeAll(int replica) {
    int taken = 0;
    while (replica(replica).take(now()).isPresent()) {
      taken++;
    }
    return taken;
  }

  private CommandRepository replica(int number) {
    return number % 2 == 0 ? commands() : commandsOfAnotherReplica();
  }

  private CommandOrder wish(DeviceId device, String text) {
    return Commands.order(device, text, now());
  }

  private Command order(DeviceId device, String text) {
    return ordered(commands().order(wish(device, text), Optional.empty()));
  }

  private static Command ordered(Ordering ordering) {
    assertThat(ordering).isInstanceOf(Ordered.class);
    return ((Ordered) ordering).command();
  }

  private Optional<Command> take() {
    return commands().take(now());
  }

  /** Takes the next command and reports that it was sent. */
  private Command send() {
    var command = take().orElseThrow();
    commands().sent(command.id(), now());
    return command;
  }

  private void answer(AnswerKind kind) {
    commands().answered(DEVICE, kind, now());
  }

  private Command get(Command command) {
    return commands().find(command.id()).orElseThrow();
  }

  private List<CommandId> ids(
      Optional<DeviceId> device, Optional<CommandState> state, long before, int atMost) {
    return commands().list(device, state, before, atMost).stream().map(Command::id).toList();
  }

  private static Optional<IdempotencyKey> key(String value, String fingerprint) {
    return Optional.of(new IdempotencyKey(value, fingerprint));
  }
}
