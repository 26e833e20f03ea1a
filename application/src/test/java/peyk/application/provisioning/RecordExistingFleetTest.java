package peyk.application.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.device.DeviceId;
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.InMemorySubscriptionGateway;

class RecordExistingFleetTest {
  private static final DeviceId ONE = new DeviceId(1);
  private static final DeviceId TWO = new DeviceId(2);
  private static final DeviceId THREE = new DeviceId(3);

  private final MovableClock clock = new MovableClock();
  private final InMemorySubscriptionGateway traccar = new InMemorySubscriptionGateway();
  private final InMemoryProvisioningRepository provisionings =
      new InMemoryProvisioningRepository(new InMemoryJobs());
  private final RecordExistingFleet recordExistingFleet =
      new RecordExistingFleet(traccar, provisionings, clock);

  @Test
  void a_device_that_was_in_one_list_of_two_belongs_to_the_fleet() {
    traccar.add(ONE);
    recordExistingFleet.ensure(new Fleet(Set.of(TWO), Set.of(TWO), Map.of()));
    assertThat(provisionings.isFleetKnown()).isTrue();
    assertThat(provisionings.cameOnline(List.of(ONE, TWO, THREE), clock.now()))
        .containsExactly(THREE);
  }

  @Test
  void a_fleet_is_made_known_once() {
    recordExistingFleet.ensure(new Fleet(Set.of(ONE), Set.of(), Map.of()));
    traccar.outage().begin();
    recordExistingFleet.ensure(new Fleet(Set.of(ONE, TWO), Set.of(), Map.of()));
    assertThat(provisionings.cameOnline(List.of(ONE, TWO), clock.now())).containsExactly(TWO);
  }
}
