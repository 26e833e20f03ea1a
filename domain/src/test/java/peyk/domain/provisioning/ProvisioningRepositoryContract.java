package peyk.domain.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.command.CommandId;
import peyk.domain.device.DeviceId;

/** What every {@link ProvisioningRepository} does, whatever it is made of. */
public abstract class ProvisioningRepositoryContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
  private static final Instant LATER = NOW.plusSeconds(120);
  private static final DeviceId ONE = new DeviceId(1);
  private static final DeviceId TWO = new DeviceId(2);

  /** Of a service that has just been installed. */
  protected abstract ProvisioningRepository provisionings();

  /** How often the job of a device was woken. */
  protected abstract int wakeups(DeviceId device);

  /** When the job of a device is due; empty if it does not wait. */
  protected abstract Optional<Instant> due(DeviceId device);

  @Test
  void at_first_nobody_is_known() {
    assertThat(provisionings().isFleetKnown()).isFalse();
    assertThat(provisionings().find(ONE)).isEmpty();
    assertThat(provisionings().list(Optional.empty(), 0, 10)).isEmpty();
  }

  @Test
  void a_fleet_is_known_for_good() {
    provisionings().fleetKnown();
    provisionings().fleetKnown();
    assertThat(provisionings().isFleetKnown()).isTrue();
  }

  @Test
  void before_the_fleet_is_known_nobody_is_new() {
    assertThat(provisionings().cameOnline(List.of(ONE), NOW)).isEmpty();
    assertThat(provisionings().find(ONE)).isEmpty();
    assertThat(wakeups(ONE)).isZero();
    provisionings().fleetKnown();
    assertThat(provisionings().cameOnline(List.of(ONE), NOW)).containsExactly(ONE);
  }

  @Test
  void who_was_there_before_is_not_new() {
    provisionings().know(List.of(ONE), NOW);
    provisionings().know(List.of(ONE), LATER);
    provisionings().know(List.of(), NOW);
    provisionings().fleetKnown();
    assertThat(provisionings().cameOnline(List.of(ONE, TWO), NOW)).containsExactly(TWO);
    assertThat(provisionings().find(ONE)).isEmpty();
    assertThat(wakeups(ONE)).isZero();
  }

  @Test
  void who_comes_online_for_the_first_time_is_provisioned_once() {
    provisionings().fleetKnown();
    assertThat(provisionings().cameOnline(List.of(ONE, TWO, ONE), NOW))
        .containsExactlyInAnyOrder(ONE, TWO);
    assertThat(provisionings().cameOnline(List.of(TWO, ONE), LATER)).isEmpty();
    assertThat(provisionings().cameOnline(List.of(), LATER)).isEmpty();
    assertThat(provisionings().find(ONE)).contains(Provisioning.begin(ONE, NOW));
    assertThat(wakeups(ONE)).isOne();
    assertThat(wakeups(TWO)).isOne();
  }

  @Test
  void whoever_tells_it_first_each_is_begun_once() {
    provisionings().fleetKnown();
    var devices = LongStream.rangeClosed(1, 200).mapToObj(DeviceId::new).toList();
    var begun = new ArrayList<DeviceId>();
    AtOnce.run(
            4,
            number ->
                provisionings().cameOnline(number % 2 == 0 ? devices : devices.reversed(), NOW))
        .forEach(begun::addAll);
    assertThat(begun).containsExactlyInAnyOrderElementsOf(devices);
  }

  @Test
  void how_far_it_has_come_is_remembered() {
    var begun = begun(ONE);
    var asking = begun.at(ProvisioningStep.VERSION, LATER).asking(new CommandId(5));
    assertThat(provisionings().save(begun, asking)).isTrue();
    assertThat(provisionings().find(ONE)).contains(asking);
    var next = asking.at(ProvisioningStep.IMSI, LATER.plusSeconds(5));
    assertThat(provisionings().save(asking, next)).isTrue();
    assertThat(provisionings().find(ONE)).contains(next);
    assertThat(wakeups(ONE)).isOne();
  }

  @Test
  void nothing_is_stored_over_what_is_newer() {
    var begun = begun(ONE);
    var asking = begun.at(ProvisioningStep.VERSION, LATER).asking(new CommandId(5));
    provisionings().save(begun, asking);
    assertThat(provisionings().save(begun, begun.givenUp(LATER))).isFalse();
    assertThat(provisionings().save(asking.asking(new CommandId(6)), begun)).isFalse();
    assertThat(provisionings().find(ONE)).contains(asking);
    assertThat(provisionings().save(Provisioning.begin(TWO, NOW), Provisioning.begin(TWO, LATER)))
        .isFalse();
    assertThat(provisionings().find(TWO)).isEmpty();
  }

  @Test
  void it_can_be_begun_anew_however_far_it_was() {
    var begun = begun(ONE);
    var asking = begun.at(ProvisioningStep.VERSION, NOW).asking(new CommandId(5));
    provisionings().save(begun, asking);
    provisionings().restart(ONE, LATER);
    assertThat(provisionings().find(ONE)).contains(Provisioning.begin(ONE, LATER));
    assertThat(wakeups(ONE)).isEqualTo(2);
    assertThat(provisionings().save(asking, asking.givenUp(LATER))).isFalse();
  }

  @Test
  void whoever_is_begun_anew_does_not_wait_for_what_was_waited_for_before() {
    provisionings().fleetKnown();
    provisionings().cameOnline(List.of(ONE), LATER);
    provisionings().restart(ONE, NOW);
    assertThat(due(ONE)).contains(NOW);
  }

  @Test
  void whoever_is_begun_anew_is_not_put_off() {
    provisionings().fleetKnown();
    provisionings().cameOnline(List.of(ONE), NOW);
    provisionings().restart(ONE, LATER);
    assertThat(due(ONE)).contains(NOW);
  }

  @Test
  void who_was_never_seen_can_be_begun_with_and_is_known_then() {
    provisionings().restart(ONE, NOW);
    provisionings().fleetKnown();
    assertThat(provisionings().find(ONE)).contains(Provisioning.begin(ONE, NOW));
    assertThat(wakeups(ONE)).isOne();
    assertThat(provisionings().cameOnline(List.of(ONE), LATER)).isEmpty();
    assertThat(provisionings().find(ONE)).contains(Provisioning.begin(ONE, NOW));
  }

  @Test
  void they_are_listed_in_order_of_their_devices() {
    provisionings().fleetKnown();
    var devices = List.of(new DeviceId(10), TWO, ONE);
    provisionings().cameOnline(devices, NOW);
    var second = provisionings().find(TWO).orElseThrow();
    provisionings().save(second, second.givenUp(LATER));
    assertThat(listed(Optional.empty(), 0, 10)).containsExactly(1L, 2L, 10L);
    assertThat(listed(Optional.empty(), 1, 10)).containsExactly(2L, 10L);
    assertThat(listed(Optional.empty(), 0, 1)).containsExactly(1L);
    assertThat(listed(Optional.of(ProvisioningStep.WAITING), 0, 10)).containsExactly(1L, 10L);
    assertThat(listed(Optional.of(ProvisioningStep.WAITING), 1, 10)).containsExactly(10L);
    assertThat(listed(Optional.of(ProvisioningStep.GAVE_UP), 0, 10)).containsExactly(2L);
    assertThat(listed(Optional.of(ProvisioningStep.DONE), 0, 10)).isEmpty();
  }

  private List<Long> listed(Optional<ProvisioningStep> step, long after, int atMost) {
    return provisionings().list(step, after, atMost).stream()
        .map(provisioning -> provisioning.device().value())
        .toList();
  }

  private Provisioning begun(DeviceId device) {
    provisionings().fleetKnown();
    provisionings().cameOnline(List.of(device), NOW);
    return provisionings().find(device).orElseThrow();
  }
}
