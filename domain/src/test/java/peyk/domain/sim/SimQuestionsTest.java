package peyk.domain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.Devices;
import peyk.domain.text.LocalDates;

class SimQuestionsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String IRANCELL = "432350123456789";
  private static final String NOW_IN_TEHRAN = "2026-11-22 13:30:00";

  private final SimQuestions questions =
      new SimQuestions(
          new MobileOperators(
              List.of(
                  new MobileOperator(
                      "43235", "Irancell", Optional.of("*555*1*2#"), Optional.of("*733*2#")),
                  new MobileOperator("43299", "Mute", Optional.empty(), Optional.of("*733*2#")))),
          Duration.ofHours(6),
          new LocalDates(ZoneId.of("Asia/Tehran")));

  @Test
  void of_an_unknown_sim_the_imsi_is_asked_for_and_nothing_else() {
    assertThat(all(Devices.any())).containsExactly("getimsi");
    assertThat(all(Devices.with("imsi", " "))).containsExactly("getimsi");
  }

  @Test
  void of_a_known_sim_number_and_balance_are_asked_for() {
    assertThat(all(Devices.with("imsi", IRANCELL)))
        .containsExactly("qssd:*733*2#", "qssd:*555*1*2#");
  }

  @Test
  void a_balance_that_is_due_is_asked_for_or_the_imsi_on_which_that_depends() {
    assertThat(balanceOrImsi(Devices.with("imsi", IRANCELL))).contains("qssd:*555*1*2#");
    assertThat(balanceOrImsi(Devices.any())).contains("getimsi");
    assertThat(balanceOrImsi(Devices.with("balance_ts", NOW_IN_TEHRAN))).isEmpty();
    assertThat(balanceOrImsi(Devices.with("imsi", IRANCELL, "balance_ts", NOW_IN_TEHRAN)))
        .isEmpty();
    assertThat(balanceOrImsi(Devices.with("imsi", "432990123456789"))).isEmpty();
  }

  private Optional<String> balanceOrImsi(Device device) {
    return questions.balanceOrImsi(device, NOW).map(CommandText::value);
  }

  @Test
  void an_imsi_may_be_a_number() {
    assertThat(all(Devices.with("imsi", 432350123456789L)))
        .containsExactly("qssd:*733*2#", "qssd:*555*1*2#");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIMCARD No", "simcard_no", "simcardNo", "simcard"})
  void a_number_that_is_known_is_not_asked_for(String attribute) {
    assertThat(all(Devices.with("imsi", IRANCELL, attribute, "989350000000")))
        .containsExactly("qssd:*555*1*2#");
  }

  @Test
  void a_blank_number_is_none() {
    assertThat(all(Devices.with("imsi", IRANCELL, "SIMCARD No", "")))
        .containsExactly("qssd:*733*2#", "qssd:*555*1*2#");
  }

  @Test
  void a_balance_younger_than_six_hours_is_not_asked_for() {
    assertThat(balanceAsked(NOW_IN_TEHRAN)).isFalse();
    assertThat(balanceAsked("2026-11-22 07:30:01")).isFalse();
  }

  @Test
  void a_balance_of_six_hours_is_asked_for() {
    assertThat(balanceAsked("2026-11-22 07:30:00")).isTrue();
  }

  @Test
  void a_balance_whose_date_cannot_be_read_is_asked_for() {
    assertThat(balanceAsked("yesterday")).isTrue();
  }

  @Test
  void an_operator_that_is_unknown_or_has_no_code_is_not_asked() {
    assertThat(all(Devices.with("imsi", "310150123456789"))).containsExactly("qssd:*733*2#");
    assertThat(all(Devices.with("imsi", "432990123456789"))).containsExactly("qssd:*733*2#");
  }

  @Test
  void nothing_is_asked_when_all_is_known() {
    assertThat(all(Devices.with("imsi", IRANCELL, "simcard", "1", "balance_ts", NOW_IN_TEHRAN)))
        .isEmpty();
  }

  @Test
  void number_and_balance_can_be_asked_for_by_themselves() {
    assertThat(texts(questions.numberAndBalance(Devices.any(), NOW)))
        .containsExactly("qssd:*733*2#");
  }

  private boolean balanceAsked(String balanceTime) {
    return all(Devices.with("imsi", IRANCELL, "balance_ts", balanceTime))
        .contains("qssd:*555*1*2#");
  }

  private List<String> all(Device device) {
    return texts(questions.all(device, NOW));
  }

  private static List<String> texts(List<CommandText> commands) {
    return commands.stream().map(CommandText::value).toList();
  }
}
