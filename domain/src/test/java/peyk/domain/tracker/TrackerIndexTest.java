package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;

class TrackerIndexTest {
  private static final DeviceId DEVICE = new DeviceId(5);

  private final TrackerIndex index = new TrackerIndex();

  @Test
  void the_device_of_a_tracker_is_found() {
    index.replace(Map.of(Imeis.checked(2), new DeviceId(9), Imeis.checked(1), DEVICE));

    assertThat(index.find(Imeis.checked(1))).contains(DEVICE);
    assertThat(index.find(Imeis.checked(2))).contains(new DeviceId(9));
    assertThat(index.knows(Imeis.checked(3))).isFalse();
    assertThat(index.mayKnow(Imeis.checked(3))).isFalse();
  }

  @Test
  void the_trackers_of_devices_are_found() {
    var zeros = new Imei("0123456789012");
    index.replace(
        Map.of(
            Imeis.checked(2), new DeviceId(9), zeros, DEVICE, Imeis.checked(1), new DeviceId(7)));

    assertThat(index.imeis(Set.of(new DeviceId(9), DEVICE, new DeviceId(8))))
        .containsOnly(Map.entry(new DeviceId(9), Imeis.checked(2)), Map.entry(DEVICE, zeros));
    assertThat(index.imeis(Set.of())).isEmpty();
  }

  @Test
  void before_anything_was_listed_any_tracker_may_be_known() {
    assertThat(index.mayKnow(Imeis.checked(3))).isTrue();
    assertThat(index.knows(Imeis.checked(3))).isFalse();
  }

  @Test
  void zeros_at_the_beginning_tell_trackers_apart() {
    index.replace(Map.of(new Imei("0123456789012"), DEVICE));

    assertThat(index.knows(new Imei("00123456789012"))).isFalse();
  }

  @Test
  void a_later_listing_replaces_the_earlier() {
    index.replace(Map.of(Imeis.checked(1), DEVICE));
    index.replace(Map.of(Imeis.checked(2), DEVICE));

    assertThat(index.knows(Imeis.checked(1))).isFalse();
  }
}
