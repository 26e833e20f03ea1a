package peyk.application.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.domain.otp.InMemorySmsGateway.Fate.ANSWER_LOST;
import static peyk.domain.otp.InMemorySmsGateway.Fate.REFUSED;
import static peyk.domain.otp.InMemorySmsGateway.Fate.TEXT_LOST;

import java.time.Duration;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.application.otp.RequestOtp.Outcome.Sent;
import peyk.application.otp.RequestOtp.Outcome.SmsFailed;
import peyk.application.otp.RequestOtp.Outcome.TooManyRequests;
import peyk.domain.AtOnce;
import peyk.domain.ClientAddress;
import peyk.domain.otp.Phones;

class RequestOtpTest {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final OtpWorld world = new OtpWorld();

  // The code

  @Test
  void a_code_is_sent_and_valid_for_two_minutes() {
    assertThat(world.request()).isEqualTo(new Sent(TWO_MINUTES));
    assertThat(world.sms.texts()).hasSize(1);
    assertThat(world.sms.texts().getFirst().phone()).isEqualTo(Phones.any());
    assertThat(world.sms.lookUps()).isZero();
    assertThat(world.signIn(world.lastCode())).isInstanceOf(SignIn.Outcome.SignedIn.class);
  }

  @Test
  void while_a_code_is_live_the_same_one_is_sent_and_lives_on() {
    world.request();
    world.clock.pass(MINUTE);
    assertThat(world.request()).isEqualTo(new Sent(TWO_MINUTES));
    assertThat(new HashSet<>(world.receivedCodes())).hasSize(1);
    assertThat(world.sms.texts()).hasSize(2).doesNotHaveDuplicates();
    world.clock.pass(Duration.ofSeconds(119));
    assertThat(world.signIn(world.lastCode())).isInstanceOf(SignIn.Outcome.SignedIn.class);
  }

  @Test
  void a_code_dies_ten_minutes_after_it_was_first_sent() {
    var code = world.receiveCode();
    for (int i = 0; i < 3; i++) {
      world.clock.pass(Duration.ofSeconds(119));
      world.request();
    }
    world.clock.pass(Duration.ofSeconds(119));
    world.sms.whileSending(() -> world.clock.pass(Duration.ofSeconds(10)));
    assertThat(world.request()).isEqualTo(new Sent(Duration.ofSeconds(114)));
    assertThat(world.receivedCodes()).hasSize(5).containsOnly(code);
    world.clock.pass(Duration.ofSeconds(113));
    assertThat(world.signIn(OtpWorld.otherThan(code))).isEqualTo(new SignIn.Outcome.WrongCode());
    world.clock.pass(Duration.ofSeconds(1));
    assertThat(world.signIn(code)).isEqualTo(new SignIn.Outcome.Expired());
  }

  @Test
  void an_expired_code_is_not_sent_again() {
    world.request();
    world.clock.pass(TWO_MINUTES);
    world.request();
    assertThat(new HashSet<>(world.receivedCodes())).hasSize(2);
  }

  @Test
  void a_used_code_is_not_sent_again() {
    world.signIn(world.receiveCode());
    world.clock.pass(OtpWorld.COOLDOWN);
    world.request();
    assertThat(new HashSet<>(world.receivedCodes())).hasSize(2);
  }

  @Test
  void a_burnt_code_is_not_sent_again() {
    var code = world.receiveCode();
    IntStream.range(0, 5).forEach(attempt -> world.signIn(OtpWorld.otherThan(code)));
    world.clock.pass(OtpWorld.COOLDOWN);
    assertThat(world.receiveCode()).isNotEqualTo(code);
    assertThat(world.signIn(world.lastCode())).isInstanceOf(SignIn.Outcome.SignedIn.class);
  }

  @Test
  void sending_a_code_again_gives_no_attempts_back() {
    var code = world.receiveCode();
    IntStream.range(0, 4).forEach(attempt -> world.signIn(OtpWorld.otherThan(code)));
    world.clock.pass(OtpWorld.COOLDOWN);
    world.request();
    world.signIn(OtpWorld.otherThan(code));
    assertThat(world.signIn(code)).isEqualTo(new SignIn.Outcome.NoCode());
  }

  // Limits

  @Test
  void a_second_request_has_to_wait() {
    world.request();
    world.clock.pass(Duration.ofSeconds(10));
    assertThat(world.request()).isEqualTo(new TooManyRequests(Duration.ofSeconds(20)));
    assertThat(world.sms.texts()).hasSize(1);
  }

  @Test
  void a_refused_request_does_not_count() {
    world.request();
    world.clock.pass(Duration.ofSeconds(29));
    world.request();
    world.clock.pass(Duration.ofSeconds(1));
    assertThat(world.request()).isInstanceOf(Sent.class);
  }

  @Test
  void a_phone_gets_five_texts_in_an_hour() {
    IntStream.range(0, 5).forEach(this::requestAndWaitAMinute);
    assertThat(world.request()).isEqualTo(new TooManyRequests(Duration.ofMinutes(55)));
    world.clock.pass(Duration.ofMinutes(55));
    assertThat(world.request()).isInstanceOf(Sent.class);
  }

  @Test
  void a_phone_gets_ten_texts_in_a_day() {
    for (int i = 0; i < 10; i++) {
      assertThat(world.request()).isInstanceOf(Sent.class);
      world.clock.pass(Duration.ofMinutes(15));
    }
    assertThat(world.request())
        .isEqualTo(new TooManyRequests(Duration.ofHours(24).minusMinutes(150)));
  }

  @Test
  void an_address_gets_thirty_texts_in_an_hour() {
    for (int i = 0; i < 30; i++) {
      assertThat(world.request(Phones.numbered(i), address(1))).isInstanceOf(Sent.class);
    }
    assertThat(world.request(Phones.ofAnotherBlock(), address(1)))
        .isEqualTo(new TooManyRequests(Duration.ofHours(1)));
    assertThat(world.request(Phones.ofAnotherBlock(), address(2))).isInstanceOf(Sent.class);
  }

  @Test
  void a_number_block_gets_sixty_texts_in_an_hour() {
    for (int i = 0; i < 60; i++) {
      assertThat(world.request(Phones.numbered(i), address(i))).isInstanceOf(Sent.class);
    }
    assertThat(world.request(Phones.numbered(60), address(60)))
        .isEqualTo(new TooManyRequests(Duration.ofHours(1)));
    assertThat(world.request(Phones.ofAnotherBlock(), address(60))).isInstanceOf(Sent.class);
  }

  @Test
  void many_requests_at_once_send_one_text() {
    var outcomes = AtOnce.run(20, i -> world.request());
    assertThat(outcomes).filteredOn(Sent.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(TooManyRequests.class::isInstance).hasSize(19);
    assertThat(world.sms.texts()).hasSize(1);
  }

  // Texts that fail

  @Test
  void a_failed_text_leaves_no_live_code() {
    world.sms.willMeet(REFUSED);
    assertThat(world.request()).isEqualTo(new SmsFailed());
    assertThat(world.challenges.challenge(Phones.any())).isEmpty();
    assertThat(world.signIn("0000")).isEqualTo(new SignIn.Outcome.NoCode());
  }

  @Test
  void a_failed_text_gives_its_place_in_the_limits_back() {
    world.sms.willMeet(REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED);
    IntStream.range(0, 6).forEach(i -> assertThat(world.request()).isEqualTo(new SmsFailed()));
    assertThat(world.request()).isEqualTo(new Sent(TWO_MINUTES));
    assertThat(world.requests.granted()).hasSize(1);
  }

  @Test
  void a_failed_repetition_leaves_the_live_code_as_it_was() {
    var code = world.receiveCode();
    world.clock.pass(MINUTE);
    world.sms.willMeet(REFUSED);
    assertThat(world.request()).isEqualTo(new SmsFailed());
    world.clock.pass(Duration.ofSeconds(59));
    assertThat(world.signIn(OtpWorld.otherThan(code))).isEqualTo(new SignIn.Outcome.WrongCode());
    world.clock.pass(Duration.ofSeconds(1));
    assertThat(world.signIn(code)).isEqualTo(new SignIn.Outcome.Expired());
  }

  @Test
  void a_text_whose_answer_got_lost_is_looked_up_and_counts_as_sent() {
    world.sms.willMeet(ANSWER_LOST);
    assertThat(world.request()).isEqualTo(new Sent(TWO_MINUTES));
    assertThat(world.sms.texts()).hasSize(1);
    assertThat(world.signIn(world.lastCode())).isInstanceOf(SignIn.Outcome.SignedIn.class);
  }

  @Test
  void a_text_that_got_lost_is_sent_again_under_the_same_name() {
    world.sms.willMeet(TEXT_LOST);
    assertThat(world.request()).isEqualTo(new SmsFailed());
    assertThat(world.signIn("0000")).isEqualTo(new SignIn.Outcome.NoCode());
    var lookUps = world.sms.lookUps();
    world.clock.pass(MINUTE);
    assertThat(world.request()).isEqualTo(new Sent(TWO_MINUTES));
    assertThat(world.sms.lookUps()).isEqualTo(lookUps + 1);
    assertThat(world.sms.texts()).hasSize(1);
  }

  @Test
  void a_text_that_the_gateway_does_not_know_yet_is_not_sent_a_second_time() {
    world.sms.willMeet(TEXT_LOST);
    assertThat(world.request()).isEqualTo(new SmsFailed());
    world.clock.pass(Duration.ofSeconds(24));
    assertThat(world.request()).isEqualTo(new SmsFailed());
    assertThat(world.sms.texts()).isEmpty();
    world.clock.pass(Duration.ofSeconds(1));
    assertThat(world.request()).isEqualTo(new Sent(TWO_MINUTES));
    assertThat(world.sms.texts()).hasSize(1);
  }

  @Test
  void a_repeated_text_that_the_gateway_does_not_know_yet_is_not_sent_a_second_time() {
    world.request();
    world.clock.pass(MINUTE);
    world.sms.willMeet(TEXT_LOST);
    assertThat(world.request()).isEqualTo(new SmsFailed());
    world.clock.pass(Duration.ofSeconds(24));
    assertThat(world.request()).isEqualTo(new SmsFailed());
    assertThat(world.sms.texts()).hasSize(1);
    world.clock.pass(Duration.ofSeconds(1));
    assertThat(world.request()).isInstanceOf(Sent.class);
    assertThat(world.sms.texts()).hasSize(2);
  }

  @Test
  void a_text_that_gets_lost_twice_is_waited_for_twice() {
    world.sms.willMeet(TEXT_LOST, TEXT_LOST);
    assertThat(world.request()).isEqualTo(new SmsFailed());
    world.clock.pass(MINUTE);
    assertThat(world.request()).isEqualTo(new SmsFailed());
    world.clock.pass(Duration.ofSeconds(24));
    assertThat(world.request()).isEqualTo(new SmsFailed());
    assertThat(world.sms.texts()).isEmpty();
    world.clock.pass(Duration.ofSeconds(1));
    assertThat(world.request()).isInstanceOf(Sent.class);
  }

  @Test
  void a_text_that_went_out_unnoticed_is_not_sent_twice_and_its_code_is_good() {
    world.sms.willMeet(ANSWER_LOST);
    world.sms.whileSending(world.sms::goDown);
    assertThat(world.request()).isEqualTo(new SmsFailed());
    world.sms.comeUp();
    world.clock.pass(MINUTE);
    assertThat(world.request()).isEqualTo(new Sent(TWO_MINUTES));
    assertThat(world.sms.texts()).hasSize(1);
    assertThat(world.signIn(world.lastCode())).isInstanceOf(SignIn.Outcome.SignedIn.class);
  }

  @Test
  void while_an_unsettled_text_cannot_be_looked_up_nothing_is_sent() {
    world.sms.willMeet(ANSWER_LOST);
    world.sms.whileSending(world.sms::goDown);
    world.request();
    assertThat(world.request()).isEqualTo(new SmsFailed());
    world.sms.comeUp();
    world.sms.whileSending(() -> {});
    assertThat(world.request()).isInstanceOf(Sent.class);
    assertThat(world.sms.texts()).hasSize(1);
  }

  @Test
  void after_a_text_was_settled_the_next_one_is_not_looked_up() {
    world.sms.willMeet(TEXT_LOST);
    world.request();
    world.clock.pass(MINUTE);
    world.request();
    var lookUps = world.sms.lookUps();
    world.clock.pass(OtpWorld.COOLDOWN);
    world.request();
    assertThat(world.sms.lookUps()).isEqualTo(lookUps);
    assertThat(world.sms.texts()).hasSize(2);
  }

  @Test
  void a_refusal_settles_a_text_too() {
    world.sms.willMeet(TEXT_LOST, REFUSED);
    world.request();
    world.clock.pass(MINUTE);
    world.request();
    var lookUps = world.sms.lookUps();
    world.request();
    assertThat(world.sms.lookUps()).isEqualTo(lookUps);
  }

  @Test
  void a_text_that_takes_its_time_leaves_the_code_its_full_life() {
    world.sms.whileSending(() -> world.clock.pass(Duration.ofSeconds(10)));
    assertThat(world.request()).isEqualTo(new Sent(TWO_MINUTES));
    world.clock.pass(Duration.ofSeconds(119));
    assertThat(world.signIn(world.lastCode())).isInstanceOf(SignIn.Outcome.SignedIn.class);
  }

  private void requestAndWaitAMinute(int number) {
    assertThat(world.request()).as("request %s", number).isInstanceOf(Sent.class);
    world.clock.pass(MINUTE);
  }

  private static ClientAddress address(int number) {
    return new ClientAddress("192.0.2." + number);
  }
}
