package peyk.application.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.provisioning.Provisioning;

class RestartProvisioningTest {
  private static final Imei IMEI = Imeis.checked(1);

  private final MovableClock clock = new MovableClock();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  private final InMemoryProvisioningRepository provisionings =
      new InMemoryProvisioningRepository(jobs);
  private final RestartProvisioning restart =
      new RestartProvisioning(devices, provisionings, clock);

  @Test
  void a_tracker_that_was_given_up_is_begun_anew() {
    var device = devices.add(IMEI.digits(), "a tracker").id();
    provisionings.restart(device, clock.now());
    var first = provisionings.find(device).orElseThrow();
    provisionings.save(first, first.givenUp(clock.now()));
    jobs.done(JobKind.PROVISION, device.toString());
    clock.pass(Duration.ofDays(1));
    var begun = Provisioning.begin(device, clock.now());
    assertThat(restart.restart(IMEI)).contains(begun);
    assertThat(provisionings.find(device)).contains(begun);
    assertThat(jobs.due(JobKind.PROVISION, device.toString())).contains(clock.now());
  }

  @Test
  void a_tracker_that_traccar_does_not_know_cannot_be_provisioned() {
    assertThat(restart.restart(IMEI)).isEmpty();
    assertThat(jobs.waiting()).isEmpty();
  }

  @Test
  void an_outage_is_told() {
    devices.add(IMEI.digits(), "a tracker");
    devices.outage().begin();
    assertThatThrownBy(() -> restart.restart(IMEI)).isInstanceOf(GatewayUnavailableException.class);
    assertThat(jobs.waiting()).isEmpty();
  }
}
