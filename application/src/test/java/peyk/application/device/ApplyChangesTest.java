package peyk.application.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.application.job.Job.Next;
import peyk.application.monitoring.JournalEvent.AttributesTooLong;
import peyk.application.monitoring.JournalEvent.ChangesDropped;
import peyk.application.monitoring.JournalEvent.ListOverflowed;
import peyk.application.monitoring.JournalEvent.TrackerAnswered;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.RequestRefusedException;
import peyk.domain.command.Command;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Imei;
import peyk.domain.firmware.Firmware;
import peyk.domain.job.JobKind;
import peyk.domain.tracker.TrackerReply;

class ApplyChangesTest {
  private final DeviceWorld world = new DeviceWorld();

  @Test
  void its_name_is_the_one_by_which_it_is_woken() {
    assertThat(world.applyChanges.kind()).isEqualTo(JobKind.UPDATE_DEVICE);
  }

  @Test
  void without_changes_there_is_nothing_to_do() {
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Done());
    assertThat(world.devices.writes()).isZero();
  }

  @Test
  void a_change_is_written_once_and_done() {
    world.answer(world.tracker, "PASS:1234");
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Again(DeviceWorld.WRITE_PAUSE));
    assertThat(world.inTraccar().attributes()).containsEntry("Device Password", "1234");
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Done());
    assertThat(world.devices.writes()).isOne();
  }

  @Test
  void what_is_in_traccar_already_stays() {
    world.devices.change(world.tracker.id(), device -> device.with("color", "red"));
    world.answer(world.tracker, "PASS:1234");
    world.update(world.tracker);
    assertThat(world.inTraccar().attributes())
        .isEqualTo(Map.of("color", "red", "Device Password", "1234"));
  }

  @Test
  void a_burst_of_a_thousand_answers_is_one_write_and_the_last_counts() {
    IntStream.range(0, 1_000).forEach(i -> world.answer(world.tracker, "PASS:" + i));
    world.update(world.tracker);
    assertThat(world.devices.writes()).isOne();
    assertThat(world.inTraccar().attributes()).containsEntry("Device Password", "999");
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Done());
  }

  @Test
  void a_longer_burst_is_a_write_for_each_portion() {
    IntStream.range(0, 1_001).forEach(i -> world.answer(world.tracker, "PASS:" + i));
    world.update(world.tracker);
    assertThat(world.inTraccar().attributes()).containsEntry("Device Password", "999");
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Again(DeviceWorld.WRITE_PAUSE));
    assertThat(world.inTraccar().attributes()).containsEntry("Device Password", "1000");
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Done());
  }

  @Test
  void firmware_that_a_tracker_was_offered_is_seen_when_it_reports_it() {
    var imei = new Imei(world.tracker.uniqueId());
    world.firmware.releases().importAll(List.of(Firmware.linked(200)));
    world
        .firmware
        .decisions()
        .decide(
            Firmware.check(imei, 100),
            offers ->
                Firmware.SELECTOR.decide(
                    Firmware.check(imei, 100),
                    world.firmware.catalog().current().of(Firmware.HARDWARE),
                    offers,
                    world.clock.now()));

    world.answer(world.tracker, "VERSION:200 MODEL:95");
    world.update(world.tracker);

    assertThat(world.firmware.offers().of(imei).getFirst().seen()).isPresent();
  }

  @Test
  void other_devices_are_left_alone() {
    var other = world.devices.add("350123450000023", "another");
    world.answer(other, "PASS:5678");
    world.answer(world.tracker, "PASS:1234");
    world.update(world.tracker);
    assertThat(world.devices.inTraccar(other.id()).attributes()).isEmpty();
    world.update(other);
    assertThat(world.devices.inTraccar(other.id()).attributes())
        .containsEntry("Device Password", "5678");
  }

  @Test
  void an_answer_that_changes_nothing_is_not_written() {
    world.answer(world.tracker, "OK");
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Again(DeviceWorld.WRITE_PAUSE));
    assertThat(world.devices.writes()).isZero();
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Done());
  }

  @Test
  void while_traccar_is_away_changes_wait() {
    world.answer(world.tracker, "PASS:1234");
    world.devices.outage().begin();
    assertThatThrownBy(() -> world.update(world.tracker))
        .isInstanceOf(GatewayUnavailableException.class);
    assertThat(world.journal.events()).isEmpty();
    world.devices.outage().end();
    world.update(world.tracker);
    assertThat(world.inTraccar().attributes()).containsEntry("Device Password", "1234");
  }

  @Test
  void changes_of_a_device_that_is_gone_are_dropped() {
    world.answer(world.tracker, "PASS:1234", "VERSION:1 MODEL:2");
    world.devices.remove(world.tracker.id());
    world.update(world.tracker);
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Done());
    assertThat(world.journal.events()).containsExactly(new ChangesDropped(world.tracker.id()));
    assertThat(world.orderedCommands()).isEmpty();
  }

  @Test
  void while_a_claim_is_pending_changes_wait_for_it() {
    world.registers(world.tracker);
    var claim = world.claims.find(world.tracker.id());
    var opened =
        world.claims.open(claim, world.ali.id(), Optional.empty(), world.clock.now()).orElseThrow();
    assertThat(world.update(world.tracker)).isInstanceOf(Next.Again.class);
    assertThat(world.devices.writes()).isZero();
    world.claims.settle(world.claims.commanded(opened).orElseThrow());
    world.update(world.tracker);
    assertThat(world.devices.writes()).isOne();
    assertThat(world.inTraccar().name()).isEqualTo("خودرو 1");
  }

  @Test
  void commands_that_follow_wait_to_be_sent() {
    world.answer(world.tracker, "VERSION:1 MODEL:2");
    world.update(world.tracker);
    assertThat(world.orderedCommands())
        .extracting(command -> command.text().value() + " " + command.state().word())
        .containsExactly("getimsi wanted");
  }

  @Test
  void an_answer_ends_the_command_that_it_is_for() {
    var commands = world.changes.commands();
    var now = world.clock.now();
    Commands.ordered(commands, world.tracker.id(), "getver", now);
    Commands.send(commands, now);
    world.answer(world.tracker, "PASS:1234");
    world.update(world.tracker);
    assertThat(world.orderedCommands()).extracting(Command::state).containsOnly(CommandState.SENT);
    world.answer(world.tracker, "VERSION:1 MODEL:2");
    world.update(world.tracker);
    assertThat(world.orderedCommands())
        .extracting(command -> command.text().value() + " " + command.state().word())
        .containsExactly("getver answered", "getimsi wanted");
  }

  @Test
  void what_was_understood_is_told() {
    world.answer(world.tracker, "PASS:1234", "OK", "IMSI:none");
    world.update(world.tracker);
    var id = world.tracker.id();
    assertThat(world.journal.events(TrackerAnswered.class))
        .allMatch(answered -> answered.device().equals(id))
        .extracting(TrackerAnswered::reply)
        .hasExactlyElementsOfTypes(
            TrackerReply.Value.class,
            TrackerReply.Unrecognised.class,
            TrackerReply.Malformed.class);
  }

  @Test
  void a_list_that_is_too_long_for_traccar_is_kept_told_and_merged() {
    world.answer(world.tracker, "ALLPARAMS:" + list(600), "PASS:1234");
    world.update(world.tracker);
    assertThat(world.inTraccar().attributes()).isEqualTo(Map.of("Device Password", "1234"));
    assertThat(world.journal.events())
        .contains(new ListOverflowed(world.tracker.id(), "baallparams", list(600).length()));

    world.answer(world.tracker, "PARAM SET:100000:new;");
    world.update(world.tracker);
    assertThat(world.changes.overflow(world.tracker.id()).get("baallparams"))
        .startsWith("100000:new;100001:0;");

    world.answer(world.tracker, "ALLPARAMS:" + list(2));
    world.update(world.tracker);
    assertThat(world.inTraccar().attributes()).containsEntry("baallparams", list(2));
    assertThat(world.changes.overflow(world.tracker.id())).isEmpty();
  }

  @Test
  void attributes_that_do_not_fit_are_told_and_do_not_hold_up_what_comes_next() {
    world.answer(world.tracker, "PASS:" + "x".repeat(5_000));
    world.update(world.tracker);
    assertThat(world.journal.events()).contains(new AttributesTooLong(world.tracker.id()));
    world.answer(world.tracker, "PASS:1234");
    world.update(world.tracker);
    assertThat(world.inTraccar().attributes()).containsEntry("Device Password", "1234");
  }

  @Test
  void a_patch_of_ours_is_written() {
    world.changes.add(world.tracker.id(), new DevicePatch(Map.of("balance", "74000"), List.of()));
    world.update(world.tracker);
    assertThat(world.inTraccar().attributes()).containsEntry("balance", "74000");
  }

  private static String list(int size) {
    return IntStream.range(100_000, 100_000 + size)
        .mapToObj(id -> id + ":0;")
        .collect(Collectors.joining());
  }

  @Test
  void an_owner_that_an_app_wiped_is_put_back() {
    world
        .registerDevice()
        .register(
            new RegistrationRequest(
                "09120000001", DeviceWorld.IMEI, Optional.empty(), Optional.empty()),
            Optional.empty());
    world.devices.change(world.tracker.id(), device -> device.without("assignee"));
    world.answer(world.tracker, "IMSI:432350000000001");
    world.update(world.tracker);
    world.update(world.tracker);
    assertThat(world.inTraccar().assignee()).contains(world.ali.id());
    assertThat(world.inTraccar().attributes()).containsEntry("imsi", "432350000000001");
  }

  @Test
  void a_change_that_traccar_refuses_does_not_hold_up_the_others() {
    world.devices.refuse(device -> "7777".equals(device.attributes().get("Device Password")));
    world.answer(world.tracker, "PASS:7777");
    world.answer(world.tracker, "ALLPARAMS:1:a;");

    assertThatThrownBy(() -> world.update(world.tracker))
        .isInstanceOf(RequestRefusedException.class);

    assertThat(world.inTraccar().attributes())
        .containsEntry("baallparams", "1:a;")
        .doesNotContainKey("Device Password");
    world.devices.refuse(_ -> false);
    world.update(world.tracker);
    assertThat(world.inTraccar().attributes()).containsEntry("Device Password", "7777");
    assertThat(world.update(world.tracker)).isEqualTo(new Next.Done());
  }

  @Test
  void a_change_that_overflows_the_stack_does_not_hold_up_the_others() {
    world.devices.refuse(device -> {
      if ("7777".equals(device.attributes().get("Device Password"))) {
        throw new StackOverflowError();
      }
      return false;
    });
    world.answer(world.tracker, "PASS:7777");
    world.answer(world.tracker, "ALLPARAMS:1:a;");

    assertThatThrownBy(() -> world.update(world.tracker))
        .hasRootCauseInstanceOf(StackOverflowError.class);

    assertThat(world.inTraccar().attributes())
        .containsEntry("baallparams", "1:a;")
        .doesNotContainKey("Device Password");
  }

  @Test
  void of_a_device_that_takes_nothing_only_some_changes_are_tried() {
    world.devices.refuse(_ -> true);
    IntStream.range(0, 500).forEach(i -> world.answer(world.tracker, "PASS:" + i));

    assertThatThrownBy(() -> world.update(world.tracker))
        .isInstanceOf(RequestRefusedException.class);

    assertThat(world.devices.refusals()).isBetween(2, 30);
  }

  @Test
  void in_an_outage_changes_are_not_tried_one_by_one() {
    world.answer(world.tracker, "PASS:1");
    world.answer(world.tracker, "PASS:2");
    world.devices.outage().begin();

    assertThatThrownBy(() -> world.update(world.tracker))
        .isInstanceOf(GatewayUnavailableException.class)
        .isNotInstanceOf(RequestRefusedException.class);
  }
}
