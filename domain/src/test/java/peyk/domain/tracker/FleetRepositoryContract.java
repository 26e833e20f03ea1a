package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;

/** What every {@link FleetRepository} does, whatever it is made of. */
public abstract class FleetRepositoryContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
  private static final DeviceId ONE = new DeviceId(1);
  private static final DeviceId TWO = new DeviceId(2);
  private static final Imei IMEI = Imeis.checked(1);

  /** Of a service that has just been installed. */
  protected abstract FleetRepository fleets();

  @Test
  void at_first_nothing_was_listed() {
    assertThat(fleets().last()).isEqualTo(new FleetRepository.Listing(Instant.EPOCH, 0, 0, 0));
    assertThat(fleets().trackers()).isEmpty();
  }

  @Test
  void a_listing_is_there_for_all() {
    var version = fleets().store(fleet(Set.of(ONE, TWO), Map.of(IMEI, ONE)), NOW);

    assertThat(fleets().last()).isEqualTo(new FleetRepository.Listing(NOW, 2, 1, version));
    assertThat(fleets().trackers()).containsExactly(Map.entry(IMEI, ONE));
  }

  @Test
  void its_version_tells_whether_anything_changed() {
    var first = fleets().store(fleet(Set.of(ONE), Map.of(IMEI, ONE)), NOW);
    assertThat(fleets().store(fleet(Set.of(ONE), Map.of(IMEI, ONE)), NOW.plusSeconds(1)))
        .isEqualTo(first);

    var added = fleets().store(fleet(Set.of(ONE, TWO), Map.of(IMEI, ONE)), NOW);
    var moved = fleets().store(fleet(Set.of(ONE, TWO), Map.of(IMEI, TWO)), NOW);
    var renamed = fleets().store(fleet(Set.of(ONE, TWO), Map.of(Imeis.checked(2), TWO)), NOW);
    var removed = fleets().store(fleet(Set.of(ONE), Map.of()), NOW);

    assertThat(new long[] {first, added, moved, renamed, removed}).doesNotHaveDuplicates();
    assertThat(fleets().trackers()).isEmpty();
    assertThat(fleets().last().devices()).isOne();
  }

  @Test
  void after_the_clock_was_set_back_the_later_listing_counts() {
    fleets().store(fleet(Set.of(ONE), Map.of()), NOW);
    fleets().store(fleet(Set.of(), Map.of()), NOW.minusSeconds(60));

    assertThat(fleets().last().at()).isEqualTo(NOW.minusSeconds(60));
  }

  private static Fleet fleet(Set<DeviceId> devices, Map<Imei, DeviceId> trackers) {
    return new Fleet(devices, devices.contains(ONE) ? Set.of(ONE) : Set.of(), trackers);
  }
}
