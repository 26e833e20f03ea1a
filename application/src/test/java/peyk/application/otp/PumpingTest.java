package peyk.application.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import peyk.application.otp.RequestOtp.Outcome.Sent;
import peyk.domain.ClientAddress;
import peyk.domain.Endurance;
import peyk.domain.otp.PhoneNumber;

/**
 * Somebody who has the client secret asks for codes all day long, so that somebody else pays for
 * the texts. The bounds are those of docs/security.md.
 */
class PumpingTest {
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final int HOURS = Endurance.size(3, 24);

  private final OtpWorld world = new OtpWorld();

  @Test
  void one_phone_gets_ten_texts_a_day() {
    assertThat(texts(24, 1, _ -> numbered(0), PumpingTest::address)).isEqualTo(10);
  }

  @Test
  void one_address_pays_for_thirty_texts_an_hour_whatever_numbers_it_names() {
    assertThat(texts(HOURS, 3, PumpingTest::numbered, _ -> address(0)))
        .isBetween(30 * HOURS - 30, 30 * HOURS);
  }

  @Test
  void one_block_of_numbers_gets_sixty_texts_an_hour_from_any_number_of_addresses() {
    assertThat(texts(HOURS, 3, i -> numbered(i % 10_000), PumpingTest::address))
        .isBetween(60 * HOURS - 60, 60 * HOURS);
  }

  @Test
  void the_whole_service_sends_six_hundred_texts_a_minute_at_most() {
    var begun = world.clock.now();
    int sent = 0;
    for (int i = 0; i < 2000; i++) {
      sent += asks(numbered(i * 10_000), address(i)) ? 1 : 0;
    }
    assertThat(Duration.between(begun, world.clock.now())).isZero();
    assertThat(sent).isEqualTo(600);
    world.clock.pass(Duration.ofSeconds(59));
    assertThat(asks(numbered(20_010_000), address(2001))).isFalse();
    world.clock.pass(Duration.ofSeconds(1));
    assertThat(asks(numbered(20_010_000), address(2001))).isTrue();
  }

  /** The texts of some hours in which somebody asks as often as so many times a step. */
  private int texts(
      int hours,
      int perStep,
      IntFunction<PhoneNumber> phones,
      IntFunction<ClientAddress> addresses) {
    int sent = 0;
    int asked = 0;
    for (long step = 0; step < Duration.ofHours(hours).dividedBy(STEP); step++) {
      for (int i = 0; i < perStep; i++, asked++) {
        sent += asks(phones.apply(asked), addresses.apply(asked)) ? 1 : 0;
      }
      world.clock.pass(STEP);
    }
    assertThat(world.sms.texts()).hasSize(sent);
    return sent;
  }

  private boolean asks(PhoneNumber phone, ClientAddress address) {
    return world.request(phone, address) instanceof Sent;
  }

  private static PhoneNumber numbered(int number) {
    var digits = "12%08d".formatted(number);
    return new PhoneNumber("+989" + digits.substring(1), "09" + digits.substring(1));
  }

  private static ClientAddress address(int number) {
    return new ClientAddress("2001:db8::%x".formatted(number));
  }
}
