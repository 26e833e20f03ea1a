package peyk.domain.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Gsm7Test {
  @Test
  void letters_are_unpacked() {
    assertThat(unpacked("E8329BFD4697D9EC37")).isEqualTo("hellohello");
  }

  @Test
  void a_filler_at_the_end_is_left_out() {
    assertThat(Gsm7.unpack(UssdCodings.packed("1234567"))).isEqualTo("1234567");
    assertThat(Gsm7.unpack(UssdCodings.packed("1234567\r"))).isEqualTo("1234567");
    assertThat(Gsm7.unpack(UssdCodings.packed("12345678"))).isEqualTo("12345678");
  }

  @Test
  void an_escape_leads_to_the_extension_table() {
    assertThat(Gsm7.unpack(UssdCodings.packed("\u001Be\u001B(\u001B)\u001B<\u001B>")))
        .isEqualTo("€{}[]");
  }

  @Test
  void an_unknown_extension_is_the_letter_itself() {
    assertThat(Gsm7.unpack(UssdCodings.packed("\u001Ba"))).isEqualTo("a");
  }

  private static String unpacked(String octets) {
    return Gsm7.unpack(HexFormat.of().parseHex(octets));
  }
}
