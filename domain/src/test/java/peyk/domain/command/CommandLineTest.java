package peyk.domain.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.MovableClock;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

class CommandLineTest {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final CommandPolicy POLICY = Commands.policy();
  private static final Duration GAP = POLICY.gap();
  private static final Duration TIMEOUT = POLICY.answerTimeout();
  private static final Duration LIFETIME = POLICY.lifetime();
  private static final Duration RETRY = Duration.ofSeconds(60);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final CommandOrigin TEST = new CommandOrigin("test");
  private static final CommandOrigin SCHEDULE = CommandOrigin.schedule("versions");

  private final MovableClock clock = new MovableClock();
  private CommandLine line = CommandLine.empty(DEVICE);
  private long lastId;

  // Ordering

  @Test
  void a_command_is_wanted_as_it_was_ordered() {
    var order =
        new CommandOrder(
            DEVICE, new CommandText("getver"), TEST, now().plusSeconds(5), now().plusSeconds(9));
    assertThat(line.order(order, new CommandId(1), now()).commands())
        .containsExactly(
            new Command(
                new CommandId(1),
                DEVICE,
                order.text(),
                CommandState.WANTED,
                TEST,
                now(),
                order.notBefore(),
                order.expiresAt(),
                0,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void the_same_text_does_not_wait_twice() {
    var id = order("getver");
    assertIsUnderWay("getver", id);
    order("getimsi");
    assertThat(line.commands()).hasSize(2);
  }

  @Test
  void a_text_that_may_still_be_answered_is_not_ordered_again() {
    var id = order("getver");
    assertThat(send()).isEqualTo("getver");
    assertIsUnderWay("getver", id);
    pass(TIMEOUT.minus(MOMENT));
    assertIsUnderWay("getver", id);
    pass(MOMENT);
    order("getver");
  }

  @Test
  void a_text_that_was_answered_may_be_ordered_again() {
    sent("getver");
    answer(AnswerKind.VERSION);
    order("getver");
  }

  @Test
  void a_text_that_has_expired_may_be_ordered_again() {
    var expired = order("getver");
    pass(LIFETIME);
    order("getver");
    assertEnded(expired, CommandState.EXPIRED);
  }

  // Schedules and operators

  @Test
  void commands_of_a_schedule_come_after_all_others() {
    order("a", SCHEDULE);
    order("b");
    order("c", CommandOrigin.PROVISIONING);
    assertThat(sendAll()).containsExactly("b", "c", "a");
  }

  @Test
  void commands_of_an_operator_come_before_all_others() {
    order("a", SCHEDULE);
    order("b", CommandOrigin.REACTION);
    order("c", CommandOrigin.ADMIN);
    assertThat(sendAll()).containsExactly("c", "b", "a");
  }

  @Test
  void a_command_that_may_not_be_sent_yet_delays_none_of_a_lower_priority() {
    order("a", SCHEDULE);
    order(new CommandText("b"), TEST, RETRY);
    assertThat(send()).isEqualTo("a");
  }

  @Test
  void a_command_of_a_schedule_gives_way_to_the_same_of_anybody_else() {
    var scheduled = order("getver", SCHEDULE);
    order("getver");
    assertEnded(scheduled, CommandState.CANCELLED);
    assertIsUnderWay("getver", new CommandId(lastId));
  }

  @Test
  void a_command_of_a_schedule_that_is_being_sent_does_not_give_way() {
    var scheduled = order("getver", SCHEDULE);
    take();
    assertIsUnderWay("getver", scheduled);
    assertThat(get(scheduled).state()).isEqualTo(CommandState.WANTED);
  }

  @Test
  void an_operator_takes_over_a_command_of_the_service_that_waits() {
    var id = order("getver", CommandOrigin.PROVISIONING);
    order("getimsi", CommandOrigin.PROVISIONING);
    assertThat(place("getver", CommandOrigin.ADMIN)).isEqualTo(id);
    assertThat(get(id).origin()).isEqualTo(CommandOrigin.ADMIN);
    assertThat(place("getver", CommandOrigin.PROVISIONING)).isEqualTo(id);
    assertThat(get(id).origin()).isEqualTo(CommandOrigin.ADMIN);
    assertThat(place("getimsi", CommandOrigin.REACTION)).isNotEqualTo(id);
    assertThat(sendAll()).containsExactly("getver", "getimsi");
  }

  @Test
  void a_schedule_repeats_a_text_that_was_sent_and_none_that_waits() {
    order("getver");
    assertThat(place("getver", SCHEDULE)).isEqualTo(new CommandId(1));
    send();
    order("getver", SCHEDULE);
  }

  // Taking

  @Test
  void without_commands_none_is_next() {
    assertThat(line.next(now())).isEmpty();
    assertThat(line.dueAt(CommandPriority.SCHEDULE)).isEmpty();
  }

  @Test
  void a_command_is_taken_once_its_time_has_come() {
    order(new CommandText("getver"), TEST, GAP);
    assertDueIn(GAP);
    assertThat(take()).isEqualTo("getver");
  }

  @Test
  void a_line_is_due_by_the_priority_of_its_commands() {
    order("a", SCHEDULE);
    order(new CommandText("b"), TEST, GAP);
    order(new CommandText("c"), CommandOrigin.ADMIN, TIMEOUT);
    assertThat(line.dueAt(CommandPriority.SCHEDULE)).contains(now());
    assertThat(line.dueAt(CommandPriority.SERVICE)).contains(now().plus(GAP));
    assertThat(line.dueAt(CommandPriority.OPERATOR)).contains(now().plus(TIMEOUT));
  }

  @Test
  void a_command_that_is_taken_is_being_tried() {
    var id = taken("getver");
    assertThat(get(id).attempts()).isEqualTo(1);
    assertThat(get(id).state()).isEqualTo(CommandState.WANTED);
    assertIdle();
  }

  @Test
  void a_command_is_taken_again_after_the_process_that_took_it_died_and_not_too_early() {
    var id = order("getver");
    order("getimsi");
    take();
    pass(TIMEOUT.minus(MOMENT));
    assertIdle();
    pass(MOMENT);
    assertThat(take()).isEqualTo("getver");
    assertThat(get(id).attempts()).isEqualTo(2);
    assertIdle();
  }

  @Test
  void commands_are_taken_in_the_order_in_which_they_were_ordered() {
    IntStream.range(0, 9).forEach(i -> order("set " + i));
    assertThat(sendAll()).isSorted().hasSize(9);
  }

  // Being sent

  @Test
  void a_command_that_was_sent_waits_for_its_answer() {
    var id = taken("getver");
    pass(MOMENT);
    report(it -> it.sent(id, now(), POLICY));
    assertThat(get(id).state()).isEqualTo(CommandState.SENT);
    assertThat(get(id).sentAt()).contains(now());
    assertThat(get(id).endedAt()).isEmpty();
  }

  @Test
  void without_an_answer_the_next_goes_out_after_the_timeout() {
    order("getver");
    sent("getimsi");
    assertDueIn(TIMEOUT);
    assertThat(send()).isEqualTo("getimsi");
  }

  @Test
  void the_timeout_begins_when_the_command_was_sent() {
    var id = order("getver");
    order("getimsi");
    take();
    pass(GAP);
    report(it -> it.sent(id, now(), POLICY));
    assertDueIn(TIMEOUT);
  }

  // Being answered

  @Test
  void after_an_answer_the_next_goes_out_when_the_gap_is_over() {
    var id = order("getver");
    sent("getimsi");
    pass(MOMENT);
    answer(AnswerKind.VERSION);
    assertEnded(id, CommandState.ANSWERED);
    assertDueIn(GAP.minus(MOMENT));
  }

  @Test
  void after_an_answer_that_came_later_than_the_gap_the_next_goes_out_at_once() {
    order("getver");
    sent("getimsi");
    pass(GAP.multipliedBy(2));
    answer(AnswerKind.VERSION);
    assertThat(take()).isEqualTo("getimsi");
  }

  @Test
  void an_answer_of_another_kind_is_for_no_command() {
    var id = order("getver");
    sent("getimsi");
    answer(AnswerKind.IMSI);
    pass(GAP);
    assertThat(get(id).state()).isEqualTo(CommandState.SENT);
    assertIdle();
  }

  @Test
  void an_answer_to_no_command_changes_nothing() {
    order("getver");
    var before = line;
    answer(AnswerKind.VERSION);
    assertThat(line).isEqualTo(before);
  }

  @Test
  void an_answer_may_come_before_it_is_known_that_the_command_was_sent() {
    var id = order("getver");
    order("getimsi");
    take();
    answer(AnswerKind.VERSION);
    assertThat(get(id).state()).isEqualTo(CommandState.ANSWERED);
    pass(MOMENT);
    report(it -> it.sent(id, now(), POLICY));
    assertThat(get(id).state()).isEqualTo(CommandState.ANSWERED);
    assertThat(get(id).sentAt()).contains(now());
    assertDueIn(GAP);
  }

  @Test
  void until_it_is_known_when_a_command_was_sent_an_answer_does_not_let_the_next_go() {
    var id = order("getver");
    order("getimsi");
    take();
    pass(GAP); // the time that Traccar took
    answer(AnswerKind.VERSION);
    assertIdle();
    report(it -> it.sent(id, now(), POLICY));
    assertDueIn(GAP);
  }

  @Test
  void an_answer_after_the_process_died_lets_the_next_go_when_the_command_must_have_been_sent() {
    order("getver");
    order("getimsi");
    take();
    answer(AnswerKind.VERSION);
    assertDueIn(TIMEOUT);
    assertThat(send()).isEqualTo("getimsi");
  }

  @Test
  void a_late_answer_is_for_its_command_and_does_not_free_the_tracker() {
    var late = order("getver");
    var next = order("getimsi");
    sent("getpass");
    pass(TIMEOUT);
    send();
    answer(AnswerKind.VERSION);
    assertThat(get(late).state()).isEqualTo(CommandState.ANSWERED);
    assertThat(get(next).state()).isEqualTo(CommandState.SENT);
    pass(GAP);
    assertIdle();
    answer(AnswerKind.IMSI);
    assertThat(get(next).state()).isEqualTo(CommandState.ANSWERED);
    assertThat(take()).isEqualTo("getpass");
  }

  @Test
  void after_an_answer_no_earlier_command_is_answered() {
    var lost = order("getver");
    sent("getimsi");
    pass(TIMEOUT);
    send();
    report(it ->
        it.answered(
            List.of(
                new CommandAnswer(AnswerKind.IMSI, now()),
                new CommandAnswer(AnswerKind.VERSION, now()))));
    assertThat(get(lost).state()).isEqualTo(CommandState.SENT);
  }

  @Test
  void an_answer_that_was_lost_does_not_delay_those_that_follow() {
    sent("getver");
    pass(TIMEOUT);
    var again = sent("getver");
    answer(AnswerKind.VERSION);
    assertThat(get(again).state()).isEqualTo(CommandState.ANSWERED);
  }

  @Test
  void a_second_answer_to_a_command_is_for_none() {
    sent("getver");
    answer(AnswerKind.VERSION);
    var before = line;
    pass(MOMENT);
    answer(AnswerKind.VERSION);
    assertThat(line).isEqualTo(before);
  }

  // Not being sent

  @Test
  void a_command_that_could_not_be_sent_is_tried_again_at_its_time() {
    var id = taken("getver");
    postpone(id);
    assertThat(get(id).notBefore()).isEqualTo(now().plus(RETRY));
    assertDueIn(RETRY);
    take();
    assertThat(get(id).attempts()).isEqualTo(2);
  }

  @Test
  void commands_that_wait_behind_one_that_could_not_be_sent_stay_behind_it() {
    var id = order("getver");
    order("getimsi");
    take();
    postpone(id);
    assertDueIn(RETRY);
    assertThat(sendAll()).containsExactly("getver", "getimsi");
  }

  @Test
  void a_command_that_is_ordered_after_another_could_not_be_sent_waits_for_the_gap_only() {
    var id = taken("getver");
    pass(GAP); // the time that Traccar took
    postpone(id);
    order("getimsi");
    assertDueIn(GAP);
    assertThat(take()).isEqualTo("getimsi");
  }

  @Test
  void a_command_that_may_have_been_sent_is_tried_again_at_its_time() {
    var id = order("getver");
    order("getimsi");
    take();
    unsettled(id);
    assertThat(get(id).state()).isEqualTo(CommandState.WANTED);
    assertThat(get(id).notBefore()).isEqualTo(now().plus(RETRY));
    assertDueIn(RETRY);
    assertThat(take()).isEqualTo("getver");
    assertThat(get(id).attempts()).isEqualTo(2);
  }

  @Test
  void after_a_command_that_may_have_been_sent_the_gap_is_kept() {
    var id = taken("getver");
    pass(GAP); // the time that Traccar took
    unsettled(id);
    order("getimsi");
    assertDueIn(GAP);
    assertThat(take()).isEqualTo("getimsi");
  }

  @Test
  void a_command_that_was_sent_after_all_is_answered_and_not_tried_again() {
    var id = taken("getver");
    unsettled(id);
    pass(GAP);
    answer(AnswerKind.VERSION);
    assertThat(get(id).state()).isEqualTo(CommandState.ANSWERED);
    unsettled(id);
    assertThat(get(id).state()).isEqualTo(CommandState.ANSWERED);
    pass(RETRY);
    assertIdle();
  }

  @Test
  void a_command_that_traccar_did_not_send_is_not_answered_by_what_the_tracker_says() {
    var id = taken("getver");
    postpone(id);
    answer(AnswerKind.VERSION);
    assertThat(get(id).state()).isEqualTo(CommandState.WANTED);
  }

  @Test
  void a_command_that_traccar_will_never_send_ends() {
    var id = order("getver");
    order("getimsi");
    take();
    report(it -> it.refused(id, now(), POLICY));
    assertEnded(id, CommandState.REFUSED);
    assertDueIn(GAP);
    assertThat(take()).isEqualTo("getimsi");
  }

  @Test
  void a_report_that_comes_after_the_command_has_ended_changes_nothing() {
    var id = taken("getver");
    answer(AnswerKind.VERSION);
    var before = line;
    postpone(id);
    unsettled(id);
    report(it -> it.refused(id, now(), POLICY));
    assertThat(line).isEqualTo(before);
  }

  // Expiring

  @Test
  void a_command_that_has_expired_ends_and_is_not_taken() {
    var id = order("getver");
    pass(LIFETIME);
    assertIdle();
    assertEnded(id, CommandState.EXPIRED);
  }

  @Test
  void a_command_is_taken_up_to_its_end() {
    order("getver");
    pass(LIFETIME.minus(MOMENT));
    assertThat(take()).isEqualTo("getver");
  }

  @Test
  void a_command_that_is_to_be_tried_after_its_end_expires() {
    var id = order("getver");
    pass(LIFETIME.minusSeconds(10));
    take();
    postpone(id);
    pass(Duration.ofSeconds(10));
    assertIdle();
    assertEnded(id, CommandState.EXPIRED);
  }

  @Test
  void a_command_that_a_process_that_died_had_taken_is_not_sent_after_its_end() {
    var id = order("getver");
    pass(LIFETIME.minus(MOMENT));
    take();
    pass(TIMEOUT);
    assertIdle();
    assertEnded(id, CommandState.EXPIRED);
  }

  @Test
  void a_command_does_not_expire_while_it_is_being_sent() {
    var id = order("getver");
    pass(LIFETIME.minus(MOMENT));
    take();
    pass(MOMENT);
    order("getimsi");
    assertIdle();
    report(it -> it.sent(id, now(), POLICY));
    assertThat(get(id).state()).isEqualTo(CommandState.SENT);
  }

  // Cancelling

  @Test
  void a_command_that_is_cancelled_is_never_sent() {
    var id = order("getver");
    cancel(id);
    assertEnded(id, CommandState.CANCELLED);
    assertIdle();
    var before = line;
    pass(MOMENT);
    cancel(id);
    assertThat(line).isEqualTo(before);
    order("getver");
  }

  @Test
  void to_cancel_one_delays_no_other() {
    var id = order("getver");
    order("getimsi");
    cancel(id);
    assertThat(take()).isEqualTo("getimsi");
  }

  @Test
  void a_command_that_is_being_sent_or_was_is_not_cancelled() {
    var id = taken("getver");
    cancel(id);
    assertThat(get(id).state()).isEqualTo(CommandState.WANTED);
    report(it -> it.sent(id, now(), POLICY));
    cancel(id);
    assertThat(get(id).state()).isEqualTo(CommandState.SENT);
  }

  @Test
  void a_command_that_a_process_that_died_had_taken_may_be_cancelled() {
    var id = taken("getver");
    pass(TIMEOUT);
    cancel(id);
    assertThat(get(id).state()).isEqualTo(CommandState.CANCELLED);
  }

  private Instant now() {
    return clock.now();
  }

  private void pass(Duration time) {
    clock.pass(time);
  }

  private CommandId order(String text) {
    return order(text, TEST);
  }

  private CommandId order(String text, CommandOrigin origin) {
    return order(new CommandText(text), origin, Duration.ZERO);
  }

  /** Orders a command that is not under way. */
  private CommandId order(CommandText text, CommandOrigin origin, Duration delay) {
    var at = now().plus(delay);
    var id = place(new CommandOrder(DEVICE, text, origin, at, at.plus(LIFETIME)));
    assertThat(id).isEqualTo(new CommandId(lastId));
    return id;
  }

  private CommandId place(String text, CommandOrigin origin) {
    return place(Commands.order(DEVICE, text, origin, now()));
  }

  /** Returns the command that was ordered, or the same that is under way. */
  private CommandId place(CommandOrder order) {
    var id = new CommandId(++lastId);
    line = line.order(order, id, now());
    return line.find(id).or(() -> line.underWay(order, now())).orElseThrow().id();
  }

  private void assertIsUnderWay(String text, CommandId id) {
    assertThat(place(text, TEST)).isEqualTo(id);
  }

  private String take() {
    line = line.expire(now());
    var next = line.next(now()).orElseThrow();
    line = line.take(next.id(), now(), POLICY);
    return next.text().value();
  }

  /** Orders a command, and takes the next. */
  private CommandId taken(String text) {
    var id = order(text);
    take();
    return id;
  }

  /** Orders a command, and sends the next. */
  private CommandId sent(String text) {
    var id = order(text);
    send();
    return id;
  }

  private String send() {
    var text = take();
    report(it -> it.sent(it.inFlight().orElseThrow(), now(), POLICY));
    return text;
  }

  /** Sends all that waits, one after the other, without answers. */
  private List<String> sendAll() {
    var texts = new ArrayList<String>();
    for (var due = dueAt(); due.isPresent(); due = dueAt()) {
      pass(Duration.between(now(), due.get()));
      texts.add(send());
    }
    return texts;
  }

  private Optional<Instant> dueAt() {
    return line.dueAt(CommandPriority.SCHEDULE);
  }

  private void assertIdle() {
    line = line.expire(now());
    assertThat(line.next(now())).isEmpty();
  }

  /** The next command goes out after that time and not before; the time passes. */
  private void assertDueIn(Duration time) {
    assertThat(dueAt()).contains(now().plus(time));
    pass(time.minus(MOMENT));
    assertIdle();
    pass(MOMENT);
    assertThat(line.next(now())).isPresent();
  }

  private void answer(AnswerKind kind) {
    report(it -> it.answered(new CommandAnswer(kind, now())));
  }

  private void postpone(CommandId id) {
    report(it -> it.postpone(id, now(), now().plus(RETRY), POLICY));
  }

  private void unsettled(CommandId id) {
    report(it -> it.unsettled(id, now(), now().plus(RETRY), POLICY));
  }

  private void cancel(CommandId id) {
    report(it -> it.cancel(id, now()));
  }

  private void report(UnaryOperator<CommandLine> change) {
    line = change.apply(line);
  }

  private Command get(CommandId id) {
    return line.find(id).orElseThrow();
  }

  private void assertEnded(CommandId id, CommandState state) {
    assertThat(get(id).state()).isEqualTo(state);
    assertThat(get(id).endedAt()).contains(now());
  }
}
