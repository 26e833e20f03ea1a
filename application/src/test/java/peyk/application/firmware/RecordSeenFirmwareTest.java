package peyk.application.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.Rollout;
import peyk.domain.tracker.TrackerReply;
import peyk.domain.tracker.TrackerReply.Registered;
import peyk.domain.tracker.TrackerReply.Version;

class RecordSeenFirmwareTest {
  private static final Imei IMEI = Imeis.checked(1);
  private static final Device DEVICE =
      new Device(new DeviceId(1), IMEI.digits(), "car", Optional.empty(), true, Map.of());

  private final FirmwareWorld world = new FirmwareWorld();

  @ParameterizedTest
  @CsvSource({"200, true", "201, true", "199, false", "2.0.0, false", "'', false"})
  void notices_the_new_version_in_a_version_answer(String version, boolean seen) {
    world.release(Rollout.toAll());
    world.ask(IMEI, FirmwareWorld.OLD);

    world.recordSeenFirmware.see(DEVICE, List.of(new Version(version, "95")));

    assertThat(isSeen()).isEqualTo(seen);
  }

  @Test
  void notices_the_new_version_in_a_registration() {
    world.release(Rollout.toAll());
    world.ask(IMEI, FirmwareWorld.OLD);

    world.recordSeenFirmware.see(
        DEVICE, List.of(registered(200L), new TrackerReply.Unrecognised()));

    assertThat(isSeen()).isTrue();
  }

  @Test
  void takes_the_last_of_several_answers() {
    world.release(Rollout.toAll());
    world.ask(IMEI, FirmwareWorld.OLD);

    world.recordSeenFirmware.see(DEVICE, List.of(registered("200"), new Version("100", "95")));

    assertThat(isSeen()).isFalse();
  }

  private boolean isSeen() {
    return world.firmware.offers().of(IMEI).getFirst().seen().isPresent();
  }

  private static Registered registered(Object firmware) {
    return new Registered(
        Optional.empty(),
        Optional.empty(),
        Optional.of(firmware),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }
}
