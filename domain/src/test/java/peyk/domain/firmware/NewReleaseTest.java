package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewReleaseTest {
  @Test
  void a_release_has_a_link_or_is_to_have_parts() {
    assertThat(Firmware.linked(5).content()).isEqualTo(new Content.Link(Firmware.link(5)));
    assertThat(Firmware.wanted(5).content()).isEqualTo(new Content.Parts(List.of()));
  }

  @Test
  void what_is_too_long_or_missing_is_refused() {
    var none = Optional.<String>empty();
    assertRefused(-1, "", "", none);
    assertRefused(1, "d".repeat(41), "", none);
    assertRefused(1, "", "n".repeat(2001), none);
    assertRefused(1, "", "", Optional.of(" "));
    assertRefused(1, "", "", Optional.of("l".repeat(2001)));
    assertThat(
            new NewRelease(
                    Firmware.HARDWARE,
                    0,
                    "d".repeat(40),
                    "n".repeat(2000),
                    Optional.of("l".repeat(2000)))
                .version())
        .isZero();
  }

  @Test
  void hardware_is_not_negative() {
    assertThatThrownBy(() -> new Hardware(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Hardware(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(
      long version, String date, String notes, Optional<String> link) {
    assertThatThrownBy(() -> new NewRelease(Firmware.HARDWARE, version, date, notes, link))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
