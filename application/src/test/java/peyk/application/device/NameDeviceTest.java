package peyk.application.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.device.Device;

/** How trackers come to their names, from their registration to Traccar. */
class NameDeviceTest {
  private final DeviceWorld world = new DeviceWorld();

  @Test
  void the_first_tracker_of_a_user_is_number_one() {
    register(world.tracker, world.ali);
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("خودرو 1");
  }

  @Test
  void the_next_has_the_next_number_whatever_the_digits() {
    linked(world.ali, "خودرو ۷");
    linked(world.ali, "خودرو ٣");
    linked(world.ali, "My car");
    linked(world.reza, "خودرو 50");
    register(world.tracker, world.ali);
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("خودرو 8");
  }

  @Test
  void a_trackers_own_name_does_not_count() {
    world.devices.change(world.tracker.id(), device -> device.named("خودرو 9"));
    register(world.tracker, world.ali);
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("خودرو 1");
  }

  @Test
  void a_name_that_the_user_chose_stays() {
    register(world.tracker, world.ali);
    answerRegistration(world.tracker);
    world.devices.change(world.tracker.id(), device -> device.named("Pride"));
    answerRegistration(world.tracker);
    register(world.tracker, world.ali);
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("Pride");
  }

  @Test
  void a_new_owner_gets_the_next_name_of_theirs() {
    linked(world.reza, "خودرو 4");
    register(world.tracker, world.ali);
    answerRegistration(world.tracker);
    world.devices.change(world.tracker.id(), device -> device.named("Pride"));
    register(world.tracker, world.reza, Optional.of(world.ali));
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("خودرو 5");
  }

  @Test
  void a_tracker_that_was_registered_before_keeps_its_name_until_it_changes_hands() {
    world.belongsTo(world.ali);
    world.devices.change(
        world.tracker.id(), device -> device.named("Pride").with("registrationDate", "then"));
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("Pride");
    register(world.tracker, world.reza, Optional.of(world.ali));
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("خودرو 1");
  }

  @Test
  void a_tracker_that_was_assigned_by_hand_and_never_registered_is_named() {
    world.belongsTo(world.ali);
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("خودرو 1");
    world.devices.change(world.tracker.id(), device -> device.named("Pride"));
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("Pride");
  }

  @Test
  void a_name_of_ours_that_this_service_never_gave_stays_unless_another_device_has_it() {
    world.belongsTo(world.ali);
    world.devices.change(world.tracker.id(), device -> device.named("خودرو 5"));
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("خودرو 5");
  }

  @Test
  void a_tracker_of_nobody_keeps_its_name() {
    answerRegistration(world.tracker);
    assertThat(nameOf(world.tracker)).isEqualTo("a tracker");
  }

  @Test
  void a_number_that_is_not_in_traccar_yet_is_not_given_twice() {
    var second = linked(world.ali, "another");
    assertThat(world.nameDevice.nameFor(world.ali.id(), world.tracker)).contains("خودرو 1");
    assertThat(world.nameDevice.nameFor(world.ali.id(), second)).contains("خودرو 2");
    assertThat(world.nameDevice.nameFor(world.ali.id(), world.tracker)).contains("خودرو 1");
  }

  @Test
  void trackers_that_register_at_the_same_moment_have_different_names() {
    var trackers = new ArrayList<Device>();
    for (int i = 0; i < 20; i++) {
      var tracker = world.devices.add("35012345000" + (1_000 + i), "new");
      world.links.link(world.ali.id(), tracker.id());
      world.devices.change(tracker.id(), device -> device.with("assignee", world.ali.id().value()));
      world.registers(tracker);
      trackers.add(tracker);
    }
    AtOnce.run(20, i -> world.update(trackers.get(i)));
    assertThat(trackers)
        .extracting(this::nameOf)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.startsWith("خودرو "));
  }

  @Test
  void during_an_outage_no_number_is_used_up() {
    world.devices.outage().begin();
    assertThatThrownBy(() -> world.nameDevice.nameFor(world.ali.id(), world.tracker))
        .isInstanceOf(GatewayUnavailableException.class);
    world.devices.outage().end();
    var second = linked(world.ali, "another");
    assertThat(world.nameDevice.nameFor(world.ali.id(), second)).contains("خودرو 1");
  }

  private Device linked(Account owner, String name) {
    var device =
        world.devices.add(
            "3501234509" + (10_000 + world.devices.ofAccount(owner.id()).size()), name);
    world.links.link(owner.id(), device.id());
    return device;
  }

  private void register(Device device, Account owner) {
    register(device, owner, Optional.empty());
  }

  private void register(Device device, Account owner, Optional<Account> from) {
    var request =
        new RegistrationRequest(
            owner.login().value(),
            device.uniqueId(),
            from.map(account -> account.login().value()),
            Optional.empty());
    assertThat(world.registerDevice().register(request, Optional.empty())).isEmpty();
  }

  private void answerRegistration(Device device) {
    world.registers(device);
    world.update(device);
  }

  private String nameOf(Device device) {
    return world.devices.inTraccar(device.id()).name();
  }
}
