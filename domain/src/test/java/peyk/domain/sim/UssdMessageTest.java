package peyk.domain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;

class UssdMessageTest {
  @ParameterizedTest
  @ValueSource(strings = {"350123450000015", " 350123450000015\r\n", "۳۵۰۱۲۳۴۵۰۰۰۰۰۱۵"})
  void a_tracker_has_one_partition_in_all_versions(String imei) {
    assertThat(Ussd.message(imei, "", Ussd.AT).partition()).isEqualTo(14);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "imei", "\0\uD800", "polygenelubricants"})
  void what_is_no_imei_has_a_partition_too(String imei) {
    assertThat(Ussd.message(imei, "", Ussd.AT).partition())
        .isBetween(0, UssdMessageRepository.PARTITIONS - 1);
  }

  @Test
  void partitions_are_used_alike() {
    var trackers =
        IntStream.range(0, 16_000)
            .mapToObj(number -> Ussd.message(Imeis.checked(number), "").partition())
            .collect(Collectors.groupingBy(partition -> partition, Collectors.counting()));
    assertThat(trackers).hasSize(UssdMessageRepository.PARTITIONS);
    assertThat(trackers.values()).allSatisfy(count -> assertThat(count).isBetween(700L, 1300L));
  }

  @Test
  void of_a_long_text_in_place_of_an_imei_the_beginning_is_kept_which_is_no_imei() {
    var message = Ussd.message("350123450000015" + " ".repeat(100_000), "", Ussd.AT);
    assertThat(message.imei()).hasSize(100);
    assertThat(Imei.parse(message.imei())).isEmpty();
  }

  @Test
  void of_a_long_message_the_beginning_is_kept() {
    assertThat(Ussd.message("1", "ab".repeat(4096) + "c", Ussd.AT).data())
        .isEqualTo("ab".repeat(4096));
  }

  @Test
  void a_message_does_not_show_what_it_says() {
    assertThat(Ussd.message(Imeis.checked(1), "secret")).hasToString("UssdMessage[6 characters]");
  }
}
