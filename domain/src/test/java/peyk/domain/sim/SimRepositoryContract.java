package peyk.domain.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.sim.SimRepository.Reading;
import peyk.domain.sim.SimStatus.Balance;
import peyk.domain.sim.SimStatus.Number;
import peyk.domain.ussd.UssdReading;

/** What every {@link SimRepository} does, whatever it is made of. */
public abstract class SimRepositoryContract {
  private static final Imei IMEI = Imeis.checked(1);
  private static final Imei OTHER = Imeis.checked(2);
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final Instant NOW = Ussd.AT;
  private static final Duration HOUR = Duration.ofHours(1);

  /** Empty at first. */
  protected abstract SimRepository sims();

  /** Messages from which it learns. */
  protected abstract UssdMessageRepository messages();

  @Test
  void of_a_sim_that_told_nothing_nothing_is_known() {
    tell(OTHER, Ussd.balance(1), NOW);
    assertThat(sims().find(IMEI)).isEmpty();
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void balance_and_number_are_told_apart_and_known_together() {
    tell(IMEI, Ussd.balance(50_000), NOW);
    assertThat(sims().find(IMEI)).contains(status(IMEI, 50_000, NOW));
    tell(IMEI, Ussd.number("09120000001"), NOW.plus(HOUR));
    assertThat(sims().find(IMEI))
        .contains(
            new SimStatus(
                IMEI,
                Optional.of(new Balance(50_000, NOW)),
                Optional.of(new Number("09120000001", NOW.plus(HOUR)))));
    tell(IMEI, Ussd.balance(-1), NOW.plus(HOUR).plus(HOUR));
    assertThat(sims().find(IMEI))
        .contains(
            new SimStatus(
                IMEI,
                Optional.of(new Balance(-1, NOW.plus(HOUR).plus(HOUR))),
                Optional.of(new Number("09120000001", NOW.plus(HOUR)))));
  }

  @Test
  void the_device_is_the_one_that_told_something_last() {
    assertThat(sims().device(IMEI)).isEmpty();
    tell(IMEI, new DeviceId(7), Ussd.balance(1), NOW);
    assertThat(sims().device(IMEI)).contains(new DeviceId(7));
    tell(IMEI, new DeviceId(8), Ussd.balance(1), NOW);
    assertThat(sims().device(IMEI)).contains(new DeviceId(8));
    assertThat(sims().device(OTHER)).isEmpty();
  }

  @Test
  void both_may_be_told_at_once() {
    tell(IMEI, new UssdReading(OptionalLong.of(5), Optional.of("0912")), NOW);
    assertThat(sims().find(IMEI))
        .contains(
            new SimStatus(
                IMEI, Optional.of(new Balance(5, NOW)), Optional.of(new Number("0912", NOW))));
  }

  @Test
  void what_was_told_earlier_does_not_replace_what_was_told_later() {
    tell(IMEI, Ussd.balance(2), NOW);
    tell(IMEI, Ussd.balance(1), NOW.minus(HOUR));
    assertThat(sims().find(IMEI)).contains(status(IMEI, 2, NOW));
    tell(IMEI, Ussd.number("1"), NOW.minus(HOUR));
    tell(IMEI, Ussd.number("0"), NOW.minus(HOUR).minus(HOUR));
    assertThat(sims().find(IMEI).orElseThrow().number()).contains(new Number("1", NOW.minus(HOUR)));
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 10)).hasSize(4);
  }

  @Test
  void of_two_that_were_told_at_the_same_time_the_one_that_was_read_later_holds() {
    tell(IMEI, Ussd.balance(1), NOW);
    tell(IMEI, Ussd.balance(2), NOW);
    assertThat(sims().find(IMEI)).contains(status(IMEI, 2, NOW));
  }

  @Test
  void history_has_the_latest_first_and_goes_on_from_any_id() {
    for (int i = 1; i <= 5; i++) {
      tell(IMEI, Ussd.balance(i), NOW.plus(HOUR.multipliedBy(i)));
      tell(OTHER, Ussd.balance(100 + i), NOW);
    }
    tell(IMEI, Ussd.number("0912"), NOW.plus(HOUR.multipliedBy(6)));
    var latest = sims().history(IMEI, Long.MAX_VALUE, 3);
    assertThat(latest)
        .extracting(Reading::balance)
        .containsExactly(OptionalLong.empty(), OptionalLong.of(5), OptionalLong.of(4));
    assertThat(latest)
        .extracting(Reading::number)
        .containsExactly(Optional.of("0912"), Optional.empty(), Optional.empty());
    assertThat(latest.getFirst().at()).isEqualTo(NOW.plus(HOUR.multipliedBy(6)));
    assertThat(sims().history(IMEI, latest.getLast().id(), 100))
        .extracting(Reading::balance)
        .containsExactly(OptionalLong.of(3), OptionalLong.of(2), OptionalLong.of(1));
  }

  @Test
  void the_histories_of_several_sims_are_those_of_each() {
    for (int i = 1; i <= 4; i++) {
      tell(IMEI, Ussd.balance(i), NOW.plus(HOUR.multipliedBy(i)));
      tell(OTHER, Ussd.balance(100 + i), NOW);
    }
    var silent = Imeis.checked(3);
    var histories = sims().histories(List.of(IMEI, OTHER, silent), 3);
    assertThat(histories.getOrDefault(IMEI, List.of()))
        .hasSize(3)
        .isEqualTo(sims().history(IMEI, Long.MAX_VALUE, 3));
    assertThat(histories.getOrDefault(OTHER, List.of()))
        .isEqualTo(sims().history(OTHER, Long.MAX_VALUE, 3));
    assertThat(histories.getOrDefault(silent, List.of())).isEmpty();
    assertThat(sims().histories(List.of(), 3)).isEmpty();
  }

  @Test
  void of_a_balance_that_stays_history_has_the_first_and_the_last_time() {
    for (int hour = 0; hour < 5; hour++) {
      tell(IMEI, Ussd.balance(50_000), NOW.plus(HOUR.multipliedBy(hour)));
      tell(IMEI, Ussd.number("0912"), NOW.plus(HOUR.multipliedBy(hour)));
    }
    tell(IMEI, Ussd.balance(40_000), NOW.plus(HOUR.multipliedBy(5)));
    tell(IMEI, Ussd.balance(50_000), NOW.plus(HOUR.multipliedBy(6)));
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 10))
        .filteredOn(reading -> reading.balance().isPresent())
        .extracting(reading -> reading.balance().getAsLong(), Reading::at)
        .containsExactly(
            tuple(50_000L, NOW.plus(HOUR.multipliedBy(6))),
            tuple(40_000L, NOW.plus(HOUR.multipliedBy(5))),
            tuple(50_000L, NOW.plus(HOUR.multipliedBy(4))),
            tuple(50_000L, NOW));
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 10))
        .filteredOn(reading -> reading.number().isPresent())
        .extracting(Reading::at)
        .containsExactly(NOW.plus(HOUR.multipliedBy(4)), NOW);
  }

  @Test
  void a_late_reading_does_not_move_the_last_one_back() {
    tell(IMEI, Ussd.balance(1), NOW);
    tell(IMEI, Ussd.balance(1), NOW.plus(HOUR));
    tell(IMEI, Ussd.balance(1), NOW.minus(HOUR));
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 10))
        .extracting(Reading::at)
        .containsExactly(NOW.minus(HOUR), NOW.plus(HOUR), NOW);
  }

  @Test
  void sims_with_a_lower_balance_are_found_in_order_of_their_imeis() {
    tell(Imeis.checked(4), Ussd.balance(9_999), NOW);
    tell(Imeis.checked(2), Ussd.balance(10_000), NOW);
    tell(Imeis.checked(3), Ussd.balance(-5), NOW);
    tell(Imeis.checked(5), Ussd.number("0912"), NOW);
    tell(Imeis.checked(1), Ussd.balance(0), NOW);
    assertThat(below("", 10)).containsExactly(imeis(1, 3, 4));
    assertThat(below("", 2)).containsExactly(imeis(1, 3));
    assertThat(below(Imeis.checked(3).digits(), 10)).containsExactly(imeis(4));
    assertThat(below("no imei", 10)).isEmpty();
    assertThat(sims().below(1, "", 1)).containsExactly(status(Imeis.checked(1), 0, NOW));
  }

  @Test
  void a_sim_that_was_topped_up_is_not_low_any_more() {
    tell(IMEI, Ussd.balance(1), NOW);
    tell(IMEI, Ussd.balance(1_000_000), NOW.plus(HOUR));
    assertThat(below("", 10)).isEmpty();
  }

  @Test
  void the_sims_with_the_lowest_balances_are_found_in_order_of_these() {
    tell(Imeis.checked(1), Ussd.balance(300), NOW);
    tell(Imeis.checked(2), Ussd.balance(-5), NOW);
    tell(Imeis.checked(3), Ussd.number("0912"), NOW);
    tell(Imeis.checked(4), Ussd.balance(200), NOW);
    assertThat(sims().lowest(10)).extracting(SimStatus::imei).containsExactly(imeis(2, 4, 1));
    assertThat(sims().lowest(2)).extracting(SimStatus::imei).containsExactly(imeis(2, 4));
  }

  private List<Imei> below(String after, int atMost) {
    return sims().below(10_000, after, atMost).stream().map(SimStatus::imei).toList();
  }

  private static Imei[] imeis(int... numbers) {
    return Arrays.stream(numbers).mapToObj(Imeis::checked).toArray(Imei[]::new);
  }

  private static SimStatus status(Imei imei, long rials, Instant at) {
    return new SimStatus(imei, Optional.of(new Balance(rials, at)), Optional.empty());
  }

  private void tell(Imei imei, UssdReading reading, Instant at) {
    tell(imei, DEVICE, reading, at);
  }

  private void tell(Imei imei, DeviceId device, UssdReading reading, Instant at) {
    var message = Ussd.message(imei, "told", at);
    messages().add(message);
    messages()
        .settle(
            messages().waiting(message.partition(), 1).stream()
                .map(waiting -> Ussd.understood(waiting, device, reading))
                .toList());
  }
}
