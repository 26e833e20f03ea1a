package peyk.application.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.application.device.LocateTracker.Location;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.sim.InMemoryUssdMessageRepository;
import peyk.domain.sim.Ussd;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;

class LocateTrackerTest {
  private static final Imei IMEI = Imeis.checked(1);

  private final MovableClock clock = new MovableClock();
  private final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  private final InMemoryUssdMessageRepository messages =
      new InMemoryUssdMessageRepository(
          new InMemoryDeviceChangeRepository(clock, new InMemoryJobs()), clock);
  private final LocateTracker locate = new LocateTracker(devices, messages.sims());

  @Test
  void traccar_knows_best() {
    tellBalance(new DeviceId(99));
    var device = devices.add(IMEI.digits(), "a tracker");
    assertThat(locate.locate(IMEI)).isEqualTo(new Location.Found(device));
    devices.remove(device.id());
    assertThat(locate.locate(IMEI)).isEqualTo(new Location.Absent());
  }

  @Test
  void while_traccar_is_away_it_is_the_device_that_told_of_its_sim() {
    devices.add(IMEI.digits(), "a tracker");
    devices.outage().begin();
    assertThat(locate.locate(IMEI)).isEqualTo(new Location.Unavailable(Optional.empty()));
    tellBalance(new DeviceId(99));
    assertThat(locate.locate(IMEI))
        .isEqualTo(new Location.Unavailable(Optional.of(new DeviceId(99))));
  }

  private void tellBalance(DeviceId device) {
    var message = Ussd.message(IMEI, "told", clock.now());
    messages.add(message);
    messages.settle(
        messages.waiting(message.partition(), 1).stream()
            .map(waiting -> Ussd.understood(waiting, device, Ussd.balance(1)))
            .toList());
  }
}
