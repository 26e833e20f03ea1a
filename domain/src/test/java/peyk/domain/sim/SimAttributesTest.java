package peyk.domain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import peyk.domain.device.DevicePatch;
import peyk.domain.text.LocalDates;
import peyk.domain.ussd.UssdReading;

class SimAttributesTest {
  private static final LocalDates DATES = new LocalDates(ZoneId.of("Asia/Tehran"));
  private static final Instant AT = Instant.parse("2026-11-01T21:00:00.999Z");

  @Test
  void a_balance_is_written_as_text_with_the_local_time_at_which_it_was_told() {
    assertThat(patch(Ussd.balance(74_000)))
        .isEqualTo(set(Map.of("balance", "74000", "balance_ts", "2026-11-02 00:30:00")));
  }

  @Test
  void a_debt_has_a_sign() {
    assertThat(patch(Ussd.balance(-500)).set()).containsEntry("balance", "-500");
  }

  @Test
  void a_number_alone_leaves_the_balance_as_it_is() {
    assertThat(patch(Ussd.number("09120000001")))
        .isEqualTo(set(Map.of("SIMCARD No", "09120000001")));
  }

  @Test
  void both_are_written_at_once() {
    assertThat(patch(new UssdReading(OptionalLong.of(0), Optional.of("9890"))).set())
        .containsOnly(
            Map.entry("balance", "0"),
            Map.entry("balance_ts", "2026-11-02 00:30:00"),
            Map.entry("SIMCARD No", "9890"));
  }

  @Test
  void nothing_is_written_of_an_answer_that_tells_nothing() {
    assertThat(patch(UssdReading.nothing())).isEqualTo(set(Map.of()));
  }

  private static DevicePatch patch(UssdReading reading) {
    return SimAttributes.patch(reading, AT, DATES);
  }

  private static DevicePatch set(Map<String, Object> attributes) {
    return new DevicePatch(attributes, List.of());
  }
}
