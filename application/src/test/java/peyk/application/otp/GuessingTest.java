package peyk.application.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import peyk.application.intake.IntakeLimit;
import peyk.application.otp.RequestOtp.Outcome.Sent;
import peyk.application.otp.RequestOtp.Outcome.TooManyRequests;
import peyk.application.otp.SignIn.Outcome.SignedIn;
import peyk.application.otp.SignIn.Outcome.WrongCode;
import peyk.domain.ClientAddress;
import peyk.domain.Endurance;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.Phones;

/**
 * Somebody who has the client secret and as many addresses as they like guesses codes of 4 digits,
 * as often as the limits allow. The chances are those of docs/security.md.
 */
class GuessingTest {
  private static final int PHONES = Endurance.size(300, 10_000);
  private static final Duration DAY = Duration.ofDays(1);
  private static final WrongCodeLimits NONE =
      new WrongCodeLimits(new IntakeLimit(0, DAY), new IntakeLimit(0, DAY));

  /** Nobody else uses the phone, and its owner never signs in. */
  private static final class Attack {
    private final OtpWorld world;
    private final SplittableRandom random;
    private final Instant begun;
    private int wrong;
    private boolean isOver;

    Attack(int number) {
      world = new OtpWorld(NONE, number * 1_000_000L);
      random = new SplittableRandom(number);
      begun = world.clock.now();
    }

    /** Guesses until so much time has passed since the beginning. */
    void until(Duration end) {
      while (!isOver && passed().compareTo(end) < 0) {
        switch (world.request(Phones.any(), anyAddress())) {
          case Sent _ -> guess();
          case TooManyRequests(var wait) -> pass(wait, end);
          case RequestOtp.Outcome other -> throw new AssertionError(other);
        }
      }
    }

    private void guess() {
      var code = random.nextInt(10_000);
      for (int i = 0; !isOver; i++) {
        var typed = "%04d".formatted((code + i) % 10_000);
        var outcome = world.signIn(Phones.any(), typed, anyAddress());
        if (outcome instanceof SignedIn) {
          isOver = true;
        } else if (outcome instanceof WrongCode) {
          wrong++;
        } else {
          return;
        }
      }
    }

    private void pass(Duration wait, Duration end) {
      var left = end.minus(passed());
      world.clock.pass(wait.compareTo(left) < 0 ? wait : left);
    }

    private Duration passed() {
      return Duration.between(begun, world.clock.now());
    }

    private ClientAddress anyAddress() {
      return new ClientAddress("2001:db8::%x".formatted(random.nextInt()));
    }
  }

  @Test
  void one_phone_is_guessed_at_twenty_times_a_day_and_a_hundred_times_until_it_is_locked() {
    var attack = new Attack(0);
    attack.until(DAY);
    assertThat(attack.wrong).isEqualTo(20);
    attack.until(DAY.multipliedBy(5));
    assertThat(attack.wrong).isEqualTo(100);
    attack.until(DAY.multipliedBy(35));
    assertThat(attack.wrong).isBetween(101, 130);
  }

  @Test
  void of_many_phones_no_more_are_entered_than_the_published_chance_says() {
    int afterADay = 0;
    int afterFiveDays = 0;
    for (int phone = 1; phone <= PHONES; phone++) {
      var attack = new Attack(phone);
      attack.until(DAY);
      afterADay += attack.isOver ? 1 : 0;
      attack.until(DAY.multipliedBy(5));
      afterFiveDays += attack.isOver ? 1 : 0;
    }
    System.out.printf(
        "figure: of %d phones, entered after a day %d, after five days %d%n",
        PHONES, afterADay, afterFiveDays);
    assertThat(afterADay).isLessThanOrEqualTo(mostOf(0.002));
    assertThat(afterFiveDays).isLessThanOrEqualTo(mostOf(0.01)).isPositive();
  }

  /** So many are not exceeded by chance but once in 30,000 times. */
  private static int mostOf(double chance) {
    return (int) Math.ceil(PHONES * chance + 4 * Math.sqrt(PHONES * chance * (1 - chance)));
  }

  @Test
  void who_has_any_number_of_phones_and_addresses_has_six_hundred_texts_sent_a_minute() {
    var world = new OtpWorld(NONE);
    for (int i = 0; i < 2000; i++) {
      world.request(
          new PhoneNumber("+98912%07d".formatted(i * 10_000), "0912%07d".formatted(i * 10_000)),
          new ClientAddress("192.0.%d.%d".formatted(i / 250, i % 250)));
      world.clock.pass(Duration.ofMillis(60));
    }
    assertThat(world.sms.texts()).hasSize(1200);
  }
}
