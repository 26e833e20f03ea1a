package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import peyk.domain.device.Imeis;

class ReleasesTest {
  @Test
  void what_was_decided_about_a_tracker_is_found_the_latest_release_first() {
    var imei = Imeis.checked(1);
    var denied = Firmware.release(1, Map.of(imei, Standing.DENIED));
    var pinned = Firmware.release(3, Map.of(imei, Standing.PINNED));
    var other = Firmware.release(2, Map.of(Imeis.checked(2), Standing.ALLOWED));
    var releases = new Releases(List.of(denied, other, pinned));
    assertThat(releases.standing(imei)).containsExactly(pinned, denied);
    assertThat(releases.standing(Imeis.checked(3))).isEmpty();
  }
}
