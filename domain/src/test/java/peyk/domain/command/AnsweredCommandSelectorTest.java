package peyk.domain.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.MovableClock;
import peyk.domain.device.AnswerKind;

class AnsweredCommandSelectorTest {
  private static final Instant NOW = MovableClock.START;
  private static final Duration FAR = AnsweredCommandSelector.FAR;

  @Test
  void an_answer_is_for_the_command_that_expects_it() {
    assertThat(select(AnswerKind.VERSION, sent(2, "getimsi", 3), sent(1, "getver", 33)))
        .isEqualTo(1);
  }

  @Test
  void of_two_that_expect_it_it_is_for_the_latest() {
    assertThat(select(AnswerKind.IMSI, sent(2, "getimsi", 3), sent(1, "getimsi", 33))).isEqualTo(2);
  }

  @Test
  void one_that_is_being_sent_may_be_answered() {
    assertThat(select(AnswerKind.IMSI, wanted(2, "getimsi"), sent(1, "getimsi", 33))).isEqualTo(2);
  }

  @Test
  void a_command_of_unknown_answer_gets_it_only_if_no_other_expects_it() {
    assertThat(select(AnswerKind.IMSI, sent(2, "setdigout 1", 3), sent(1, "getimsi", 33)))
        .isEqualTo(1);
    assertThat(select(AnswerKind.IMSI, sent(2, "setdigout 1", 3), sent(1, "getver", 33)))
        .isEqualTo(2);
  }

  @Test
  void an_answer_of_unknown_kind_is_for_the_latest_if_no_other_expects_one() {
    assertThat(select(AnswerKind.OTHER, sent(2, "getimsi", 3), sent(1, "setdigout 1", 33)))
        .isEqualTo(1);
    assertThat(select(AnswerKind.OTHER, sent(2, "getimsi", 3), sent(1, "getver", 33))).isEqualTo(2);
    assertThat(select(AnswerKind.OTHER, sent(2, "qssd:*1#", 3), sent(1, "getver", 33)))
        .isEqualTo(1);
  }

  @Test
  void before_one_that_was_answered_nothing_is_expected_any_more() {
    var answered =
        Commands.command(2, "getimsi", CommandState.ANSWERED, Optional.of(NOW.minusSeconds(9)));
    assertThat(select(AnswerKind.VERSION, sent(3, "getpass", 3), answered, sent(1, "getver", 33)))
        .isZero();
  }

  @Test
  void commands_that_have_ended_are_not_answered() {
    for (var state : List.of(CommandState.REFUSED, CommandState.EXPIRED, CommandState.CANCELLED)) {
      assertThat(select(AnswerKind.IMSI, Commands.command(1, "getimsi", state, Optional.empty())))
          .isZero();
    }
  }

  @Test
  void clocks_may_differ_by_minutes() {
    var command = List.of(sent(1, "getimsi", 0));
    assertThat(select(command, AnswerKind.IMSI, NOW.plus(FAR))).isPresent();
    assertThat(select(command, AnswerKind.IMSI, NOW.minus(FAR))).isPresent();
    assertThat(select(command, AnswerKind.IMSI, NOW.plus(FAR).plusMillis(1))).isEmpty();
    assertThat(select(command, AnswerKind.IMSI, NOW.minus(FAR).minusMillis(1))).isEmpty();
  }

  private static Command sent(long id, String text, int secondsAgo) {
    return Commands.command(id, text, CommandState.SENT, Optional.of(NOW.minusSeconds(secondsAgo)));
  }

  private static Command wanted(long id, String text) {
    return Commands.command(id, text, CommandState.WANTED, Optional.empty());
  }

  /** The number of the command that is answered; 0 = none. */
  private static long select(AnswerKind kind, Command... latestFirst) {
    return select(List.of(latestFirst), kind, NOW).map(command -> command.id().value()).orElse(0L);
  }

  private static Optional<Command> select(List<Command> latestFirst, AnswerKind kind, Instant at) {
    return AnsweredCommandSelector.select(latestFirst, new CommandAnswer(kind, at));
  }
}
