package peyk.domain.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static peyk.domain.provisioning.ProvisioningStep.BALANCE;
import static peyk.domain.provisioning.ProvisioningStep.DONE;
import static peyk.domain.provisioning.ProvisioningStep.GAVE_UP;
import static peyk.domain.provisioning.ProvisioningStep.IMSI;
import static peyk.domain.provisioning.ProvisioningStep.NUMBER;
import static peyk.domain.provisioning.ProvisioningStep.VERSION;
import static peyk.domain.provisioning.ProvisioningStep.WAITING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.CommandState;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Devices;
import peyk.domain.provisioning.ProvisioningPolicy.Move;
import peyk.domain.text.Worded;
import peyk.domain.tracker.Reactions;

class ProvisioningPolicyTest {
  private static final Duration DELAY = Duration.ofSeconds(120);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant NOW = START.plusSeconds(600);
  private static final DeviceId ID = Devices.ID;

  private static final Device BLANK = Devices.any();
  private static final Device IRANCELL = Devices.with("imsi", "432350123456789");
  private static final Device ABROAD = Devices.with("imsi", "310150123456789");
  private static final Device COMPLETE =
      IRANCELL.with("SIMCARD No", "989350000000").with("balance_ts", "2026-11-22 13:35:00");

  private final ProvisioningPolicy policy =
      new ProvisioningPolicy(DELAY, PATIENCE, LIFETIME, Reactions.usual().simQuestions());

  @ParameterizedTest
  @CsvSource({
    "WAITING, VERSION",
    "VERSION, IMSI",
    "IMSI, NUMBER",
    "NUMBER, BALANCE",
    "BALANCE, DONE",
    "DONE, DONE",
    "GAVE_UP, GAVE_UP"
  })
  void the_steps_follow_one_another(ProvisioningStep step, ProvisioningStep following) {
    assertThat(step.following()).isEqualTo(following);
  }

  @Test
  void a_tracker_that_has_just_come_online_is_left_alone() {
    var begun = Provisioning.begin(ID, START);
    assertThat(policy.next(begun, Optional.empty(), BLANK, START)).isEqualTo(new Move.Wait(DELAY));
    assertThat(policy.next(begun, Optional.empty(), BLANK, START.plusSeconds(119)))
        .isEqualTo(new Move.Wait(Duration.ofSeconds(1)));
    assertThat(policy.next(begun, Optional.empty(), BLANK, START.plus(DELAY)))
        .isEqualTo(new Move.Step(begun.at(VERSION, START.plus(DELAY))));
  }

  @ParameterizedTest
  @CsvSource({"VERSION, getver", "IMSI, getimsi", "NUMBER, qssd:*733*2#"})
  void what_is_unknown_is_asked_for(ProvisioningStep step, String question) {
    assertThat(next(step, BLANK)).isEqualTo(asks(question));
  }

  @Test
  void the_operator_tells_how_to_ask_for_number_and_balance() {
    assertThat(next(NUMBER, IRANCELL)).isEqualTo(asks("qssd:*733*2#"));
    assertThat(next(BALANCE, IRANCELL)).isEqualTo(asks("qssd:*555*1*2#"));
  }

  @ParameterizedTest
  @CsvSource({"IMSI, NUMBER", "NUMBER, BALANCE", "BALANCE, DONE"})
  void what_is_known_is_not_asked_for(ProvisioningStep step, ProvisioningStep following) {
    assertThat(next(step, COMPLETE)).isEqualTo(reaches(step, following));
  }

  @Test
  void the_version_is_asked_for_in_any_case() {
    var device = COMPLETE.with("firmware", "2.1.0d").with("hw_model", "95");
    assertThat(next(VERSION, device)).isEqualTo(asks("getver"));
  }

  @Test
  void a_balance_that_nobody_can_ask_for_is_left_out() {
    assertThat(next(BALANCE, ABROAD)).isEqualTo(reaches(BALANCE, DONE));
    assertThat(next(BALANCE, BLANK)).isEqualTo(reaches(BALANCE, DONE));
  }

  @Test
  void a_balance_that_is_old_is_asked_for() {
    var device = COMPLETE.with("balance_ts", "2026-11-22 07:00:00");
    assertThat(next(BALANCE, device)).isEqualTo(asks("qssd:*555*1*2#"));
  }

  @Test
  void any_answer_to_the_version_leads_to_the_next_step() {
    var answered = ended(CommandState.ANSWERED, NOW);
    assertThat(next(VERSION, IRANCELL, answered)).isEqualTo(reaches(VERSION, IMSI));
  }

  @ParameterizedTest
  @CsvSource({"NUMBER, BALANCE, qssd:*733*2#", "BALANCE, DONE, qssd:*555*1*2#"})
  void what_an_operator_does_not_tell_is_asked_for_three_times(
      ProvisioningStep step, ProvisioningStep following, String question) {
    var answered = Optional.of(ended(CommandState.ANSWERED, NOW.minusSeconds(10)));
    var longAgo = Optional.of(ended(CommandState.ANSWERED, NOW.minusSeconds(300)));
    for (int times = 1; times < 3; times++) {
      assertThat(policy.next(askedBefore(step, times), answered, IRANCELL, NOW))
          .isInstanceOf(Move.Wait.class);
      assertThat(policy.next(askedBefore(step, times), longAgo, IRANCELL, NOW))
          .isEqualTo(asks(question));
    }
    assertThat(policy.next(askedBefore(step, 3), answered, IRANCELL, NOW))
        .isEqualTo(reaches(step, following));
    assertThat(policy.next(askedBefore(step, 1), answered, COMPLETE, NOW))
        .isEqualTo(reaches(step, following));
  }

  @Test
  void an_answer_to_the_imsi_counts_only_once_the_device_shows_it() {
    var answered = ended(CommandState.ANSWERED, NOW.minusSeconds(10));
    assertThat(next(IMSI, BLANK, answered)).isEqualTo(new Move.Wait(Duration.ofSeconds(50)));
    assertThat(next(IMSI, IRANCELL, answered)).isEqualTo(reaches(IMSI, NUMBER));
  }

  @Test
  void an_imsi_that_is_not_in_the_answer_is_asked_for_again() {
    assertThat(next(IMSI, BLANK, ended(CommandState.ANSWERED, NOW.minus(PATIENCE))))
        .isEqualTo(asks("getimsi"));
  }

  @Test
  void what_comes_to_be_known_in_another_way_is_not_waited_for() {
    assertThat(next(IMSI, IRANCELL, sent(NOW))).isEqualTo(reaches(IMSI, NUMBER));
    assertThat(next(NUMBER, COMPLETE, sent(NOW))).isEqualTo(reaches(NUMBER, BALANCE));
    assertThat(next(BALANCE, COMPLETE, sent(NOW))).isEqualTo(reaches(BALANCE, DONE));
  }

  @ParameterizedTest
  @EnumSource(names = {"VERSION", "IMSI", "NUMBER", "BALANCE"})
  void while_a_question_waits_to_be_sent_nothing_is_done(ProvisioningStep step) {
    var wanted = command(CommandState.WANTED, Optional.empty(), Optional.empty());
    assertThat(next(step, IRANCELL, wanted)).isEqualTo(new Move.Wait(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource({"1, 60", "2, 120", "3, 240", "6, 1920", "7, 3600", "8, 3600", "1000000, 3600"})
  void each_time_it_is_asked_again_after_twice_as_long_up_to_an_hour(int times, int seconds) {
    var present = askedBefore(IMSI, times);
    var unanswered = Optional.of(sent(NOW));
    var answeredInVain = Optional.of(ended(CommandState.ANSWERED, NOW));
    var again = NOW.plusSeconds(seconds);
    for (var asked : List.of(unanswered, answeredInVain)) {
      assertThat(policy.next(present, asked, BLANK, again.minusSeconds(1)))
          .isEqualTo(new Move.Wait(Duration.ofSeconds(1)));
      assertThat(policy.next(present, asked, BLANK, again)).isEqualTo(asks("getimsi"));
    }
  }

  private static Provisioning askedBefore(ProvisioningStep step, int times) {
    var present = at(step);
    return new Provisioning(
        present.device(),
        present.step(),
        present.startedAt(),
        present.since(),
        Optional.of(new CommandId(1)),
        times);
  }

  @ParameterizedTest
  @CsvSource({"VERSION, getver", "NUMBER, qssd:*733*2#", "BALANCE, qssd:*555*1*2#"})
  void a_question_without_an_answer_is_asked_again(ProvisioningStep step, String question) {
    assertThat(next(step, IRANCELL, sent(NOW.minusSeconds(59))))
        .isEqualTo(new Move.Wait(Duration.ofSeconds(1)));
    assertThat(next(step, IRANCELL, sent(NOW.minus(PATIENCE)))).isEqualTo(asks(question));
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "EXPIRED", "CANCELLED"})
  void a_question_that_came_to_nothing_is_asked_again_after_a_while(CommandState state) {
    assertThat(next(VERSION, BLANK, ended(state, NOW.minusSeconds(20))))
        .isEqualTo(new Move.Wait(Duration.ofSeconds(40)));
    assertThat(next(VERSION, BLANK, ended(state, NOW.minus(PATIENCE)))).isEqualTo(asks("getver"));
  }

  @ParameterizedTest
  @EnumSource(names = {"WAITING", "VERSION", "IMSI", "NUMBER", "BALANCE"})
  void after_its_lifetime_it_is_given_up(ProvisioningStep step) {
    var present = Provisioning.begin(ID, START).at(step, NOW);
    var end = START.plus(LIFETIME);
    assertThat(policy.endOf(present)).isEqualTo(end);
    assertThat(policy.next(present, Optional.of(sent(end)), BLANK, end))
        .isEqualTo(new Move.Step(present.at(GAVE_UP, end)));
    assertThat(policy.next(present, Optional.of(sent(end)), BLANK, end.minusMillis(1)))
        .isNotEqualTo(new Move.Step(present.at(GAVE_UP, end.minusMillis(1))));
  }

  @ParameterizedTest
  @EnumSource(names = {"DONE", "GAVE_UP"})
  void after_the_last_step_there_is_nothing_to_do(ProvisioningStep last) {
    assertThat(last.isLast()).isTrue();
    var ended = Provisioning.begin(ID, START).at(last, NOW);
    assertThat(policy.next(ended, Optional.empty(), BLANK, NOW)).isEqualTo(new Move.Rest());
    assertThat(policy.next(ended, Optional.empty(), BLANK, START.plus(LIFETIME)))
        .isEqualTo(new Move.Rest());
  }

  @Test
  void the_device_is_looked_at_only_where_it_matters() {
    var begun = Provisioning.begin(ID, START);
    var asking = begun.at(IMSI, NOW);
    var wanted = command(CommandState.WANTED, Optional.empty(), Optional.empty());
    assertThat(policy.nextOfAny(begun, Optional.empty(), START)).isPresent();
    assertThat(policy.nextOfAny(asking, Optional.of(wanted), NOW)).isPresent();
    assertThat(policy.nextOfAny(asking, Optional.empty(), START.plus(LIFETIME))).isPresent();
    assertThat(policy.nextOfAny(begun.givenUp(NOW), Optional.empty(), NOW)).isPresent();
    assertThat(policy.nextOfAny(asking, Optional.empty(), NOW)).isEmpty();
    assertThat(policy.nextOfAny(asking, Optional.of(sent(NOW)), NOW)).isEmpty();
  }

  @Test
  void a_step_is_found_by_its_word() {
    assertThat(Worded.find(ProvisioningStep.values(), "gave_up")).contains(GAVE_UP);
    assertThat(Worded.find(ProvisioningStep.values(), WAITING.word())).contains(WAITING);
    assertThat(Worded.find(ProvisioningStep.values(), "WAITING")).isEmpty();
  }

  @Test
  void a_policy_that_gives_up_before_it_asks_is_none() {
    var questions = policy.questions();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProvisioningPolicy(DELAY, PATIENCE, DELAY, questions));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProvisioningPolicy(DELAY, Duration.ZERO, LIFETIME, questions));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ProvisioningPolicy(Duration.ofSeconds(-1), PATIENCE, LIFETIME, questions));
  }

  private Move next(ProvisioningStep step, Device device) {
    return policy.next(at(step), Optional.empty(), device, NOW);
  }

  private Move next(ProvisioningStep step, Device device, Command asked) {
    return policy.next(at(step).asking(asked.id()), Optional.of(asked), device, NOW);
  }

  private static Provisioning at(ProvisioningStep step) {
    return Provisioning.begin(ID, START).at(step, NOW.minusSeconds(60));
  }

  private static Move asks(String question) {
    return new Move.Ask(new CommandText(question));
  }

  private static Move reaches(ProvisioningStep from, ProvisioningStep to) {
    return new Move.Step(at(from).at(to, NOW));
  }

  private static Command sent(Instant at) {
    return command(CommandState.SENT, Optional.of(at), Optional.empty());
  }

  /** One that was sent long before it ended. */
  private static Command ended(CommandState state, Instant at) {
    return command(state, Optional.of(at.minusSeconds(300)), Optional.of(at));
  }

  private static Command command(
      CommandState state, Optional<Instant> sentAt, Optional<Instant> endedAt) {
    return new Command(
        new CommandId(1),
        ID,
        new CommandText("getver"),
        state,
        CommandOrigin.PROVISIONING,
        START,
        START,
        START.plus(LIFETIME),
        1,
        sentAt,
        endedAt);
  }
}
