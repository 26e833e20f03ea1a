package peyk.application.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.application.intake.IntakeLimit;
import peyk.application.otp.RequestOtp.Outcome.TooManyRequests;
import peyk.application.otp.SignIn.Outcome.Expired;
import peyk.application.otp.SignIn.Outcome.NoCode;
import peyk.application.otp.SignIn.Outcome.Refused;
import peyk.application.otp.SignIn.Outcome.SignedIn;
import peyk.application.otp.SignIn.Outcome.TooManyWrongCodes;
import peyk.application.otp.SignIn.Outcome.TraccarUnavailable;
import peyk.application.otp.SignIn.Outcome.WrongCode;
import peyk.domain.AtOnce;
import peyk.domain.ClientAddress;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.Login;
import peyk.domain.otp.Phones;

class SignInTest {
  private final OtpWorld world = new OtpWorld();

  @Test
  void the_right_code_gives_a_token_of_the_phones_user() {
    var outcome = (SignedIn) world.signIn(world.receiveCode());
    assertThat(world.accountWorld.accounts.ownerOf(outcome.token()).orElseThrow().login())
        .isEqualTo(Login.of(Phones.any()));
  }

  @Test
  void the_code_may_be_typed_in_persian_digits() {
    var persian = new StringBuilder();
    world.receiveCode().chars().forEach(digit -> persian.append((char) (digit - '0' + '۰')));
    assertThat(world.signIn(persian.toString())).isInstanceOf(SignedIn.class);
  }

  @Test
  void a_code_works_once() {
    var code = world.receiveCode();
    world.signIn(code);
    assertThat(world.signIn(code)).isEqualTo(new NoCode());
  }

  @Test
  void of_many_at_once_with_the_right_code_one_signs_in() {
    var code = world.receiveCode();
    var outcomes = AtOnce.run(20, i -> world.signIn(code));
    assertThat(outcomes).filteredOn(SignedIn.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(new NoCode()::equals).hasSize(19);
    assertThat(world.accountWorld.accounts.created()).hasSize(1);
  }

  @Test
  void who_comes_while_another_uses_the_right_code_does_not_sign_in() {
    var code = world.receiveCode();
    world.afterNextAttempt(() -> assertThat(world.signIn(code)).isEqualTo(new NoCode()));
    assertThat(world.signIn(code)).isInstanceOf(SignedIn.class);
  }

  @Test
  void a_phone_that_never_asked_has_no_code() {
    assertThat(world.signIn("1234")).isEqualTo(new NoCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "12345678", "\u0000", "\ud800"})
  void what_is_no_code_is_a_wrong_one(String typed) {
    world.receiveCode();
    assertThat(world.signIn(typed)).isEqualTo(new WrongCode());
  }

  @Test
  void what_is_no_code_is_told_first_that_there_is_none_to_compare_with() {
    assertThat(world.signIn("x")).isEqualTo(new NoCode());
    var code = world.receiveCode();
    guessWrong(5, code);
    assertThat(world.signIn("x")).isEqualTo(new NoCode());
  }

  @Test
  void four_wrong_codes_do_no_harm() {
    var code = world.receiveCode();
    guessWrong(4, code);
    assertThat(world.signIn(code)).isInstanceOf(SignedIn.class);
  }

  @Test
  void five_wrong_codes_burn_the_right_one() {
    var code = world.receiveCode();
    guessWrong(5, code);
    assertThat(world.signIn(code)).isEqualTo(new NoCode());
  }

  @Test
  void parallel_guesses_share_no_attempt() {
    var code = world.receiveCode();
    var outcomes = AtOnce.run(20, i -> world.signIn(OtpWorld.otherThan(code)));
    assertThat(outcomes).filteredOn(new WrongCode()::equals).hasSize(5);
    assertThat(outcomes).filteredOn(new NoCode()::equals).hasSize(15);
  }

  @Test
  void twenty_wrong_codes_are_enough_for_a_day() {
    for (int i = 0; i < 4; i++) {
      guessWrong(5, world.receiveCode());
      world.clock.pass(OtpWorld.COOLDOWN);
    }
    assertThat(world.request())
        .isEqualTo(new TooManyRequests(Duration.ofDays(1).minusSeconds(120)));
    world.clock.pass(Duration.ofDays(1));
    assertThat(world.signIn(world.receiveCode())).isInstanceOf(SignedIn.class);
  }

  @Test
  void right_codes_are_not_counted_as_wrong_ones() {
    for (int day = 0; day < 5; day++) {
      for (int i = 0; i < 5; i++) {
        assertThat(world.signIn(world.receiveCode())).isInstanceOf(SignedIn.class);
        world.clock.pass(OtpWorld.COOLDOWN);
      }
      world.clock.pass(Duration.ofDays(1));
    }
  }

  @Test
  void a_code_expires_after_two_minutes_and_is_forgotten_after_ten_more() {
    var code = world.receiveCode();
    world.clock.pass(Duration.ofMinutes(2));
    assertThat(world.signIn(code)).isEqualTo(new Expired());
    world.clock.pass(Duration.ofMinutes(10));
    assertThat(world.signIn(code)).isEqualTo(new NoCode());
  }

  @Test
  void an_address_with_too_many_wrong_codes_has_to_wait_and_no_other() {
    var limited = new OtpWorld(wrongCodes(3, 100));
    var code = limited.receiveCode();
    for (int i = 0; i < 3; i++) {
      assertThat(limited.signIn(OtpWorld.otherThan(code))).isEqualTo(new WrongCode());
    }
    assertThat(limited.signIn(code)).isEqualTo(new TooManyWrongCodes());
    limited.clock.pass(Duration.ofSeconds(10));
    assertThat(limited.signIn(OtpWorld.otherThan(code))).isEqualTo(new WrongCode());
    assertThat(limited.signIn(code)).isEqualTo(new TooManyWrongCodes());
    assertThat(limited.signIn(code, new ClientAddress("192.0.2.99"))).isInstanceOf(SignedIn.class);
  }

  @Test
  void wrong_codes_of_all_addresses_are_limited_together() {
    var limited = new OtpWorld(wrongCodes(100, 2));
    var code = limited.receiveCode();
    for (int i = 0; i < 2; i++) {
      var address = new ClientAddress("192.0.2." + i);
      assertThat(limited.signIn(OtpWorld.otherThan(code), address)).isEqualTo(new WrongCode());
    }
    assertThat(limited.signIn(code)).isEqualTo(new TooManyWrongCodes());
    limited.clock.pass(Duration.ofSeconds(15));
    assertThat(limited.signIn(code)).isInstanceOf(SignedIn.class);
  }

  @Test
  void right_codes_and_phones_without_a_code_take_no_place_in_the_limit() {
    var limited = new OtpWorld(wrongCodes(1, 1));
    for (int i = 0; i < 5; i++) {
      assertThat(limited.signIn("1234")).isEqualTo(new NoCode());
    }
    assertThat(limited.signIn(limited.receiveCode())).isInstanceOf(SignedIn.class);
  }

  @Test
  void a_sign_in_that_fails_takes_no_place_in_the_limit() {
    var limited = new OtpWorld(wrongCodes(1, 1));
    var code = limited.receiveCode();
    limited.afterNextAttempt(() -> {
      throw new StorageUnavailableException("the database is away", new IOException());
    });
    assertThatThrownBy(() -> limited.signIn(OtpWorld.otherThan(code)))
        .isInstanceOf(StorageUnavailableException.class);
    assertThat(limited.signIn(code)).isInstanceOf(SignedIn.class);
  }

  private static WrongCodeLimits wrongCodes(int perAddress, int ofService) {
    var period = Duration.ofSeconds(30);
    return new WrongCodeLimits(
        new IntakeLimit(perAddress, period), new IntakeLimit(ofService, period));
  }

  @Test
  void while_traccar_is_away_the_right_code_is_not_used_up() {
    var code = world.receiveCode();
    guessWrong(4, code);
    world.accountWorld.accounts.outage().begin();
    for (int i = 0; i < 10; i++) {
      assertThat(world.signIn(code)).isEqualTo(new TraccarUnavailable());
    }
    world.accountWorld.accounts.outage().end();
    assertThat(world.signIn(code)).isInstanceOf(SignedIn.class);
  }

  @Test
  void a_failure_that_nobody_expects_gives_the_code_back_at_once() {
    var code = world.receiveCode();
    world.accountWorld.whileCreating(() -> {
      throw new IllegalStateException("a bug");
    });
    assertThatThrownBy(() -> world.signIn(code)).hasMessage("a bug");
    world.accountWorld.whileCreating(() -> {});
    assertThat(world.signIn(code)).isInstanceOf(SignedIn.class);
  }

  @Test
  void a_user_whom_traccar_refuses_keeps_the_code() {
    var accounts = world.accountWorld.accounts;
    var user = accounts.add(Phones.any().canonical());
    accounts.disable(user.id());
    var code = world.receiveCode();
    assertThat(world.signIn(code)).isEqualTo(new Refused());
    accounts.remove(user.id());
    assertThat(world.signIn(code)).isInstanceOf(SignedIn.class);
  }

  @Test
  void a_sign_in_that_dies_lets_go_of_the_code_after_a_while() {
    world.accountWorld.whileCreating(() -> {
      throw new OutOfMemoryError("killed");
    });
    var code = world.receiveCode();
    assertThatThrownBy(() -> world.signIn(code)).isInstanceOf(OutOfMemoryError.class);
    world.accountWorld.whileCreating(() -> {});
    world.clock.pass(Duration.ofSeconds(60));
    world.request();
    world.clock.pass(SignIn.CLAIM.minusSeconds(61));
    assertThat(world.signIn(code)).isEqualTo(new NoCode());
    world.clock.pass(Duration.ofSeconds(1));
    assertThat(world.signIn(code)).isInstanceOf(SignedIn.class);
  }

  @Test
  void a_sign_in_that_traccar_holds_up_keeps_its_code_from_others() {
    var code = world.receiveCode();
    world.accountWorld.whileCreating(() -> {
      world.clock.pass(Duration.ofSeconds(100));
      assertThat(world.signIn(code)).isEqualTo(new NoCode());
    });
    assertThat(world.signIn(code)).isInstanceOf(SignedIn.class);
  }

  private void guessWrong(int times, String code) {
    IntStream.range(0, times)
        .forEach(
            i -> assertThat(world.signIn(OtpWorld.otherThan(code))).isEqualTo(new WrongCode()));
  }

  @Test
  void a_text_that_cannot_be_a_code_counts_as_no_attempt() {
    var code = world.receiveCode();
    for (int i = 0; i < 30; i++) {
      assertThat(world.signIn("12a4")).isEqualTo(new WrongCode());
    }

    assertThat(world.signIn(code)).isInstanceOf(SignedIn.class);
  }
}
