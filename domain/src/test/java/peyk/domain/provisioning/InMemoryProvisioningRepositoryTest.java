package peyk.domain.provisioning;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.InMemoryJobs;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;

class InMemoryProvisioningRepositoryTest extends ProvisioningRepositoryContract {
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final ProvisioningRepository provisionings = new InMemoryProvisioningRepository(jobs);

  @Override
  protected ProvisioningRepository provisionings() {
    return provisionings;
  }

  @Override
  protected int wakeups(DeviceId device) {
    return jobs.wakeups(JobKind.PROVISION, device.toString());
  }

  @Override
  protected Optional<Instant> due(DeviceId device) {
    return jobs.due(JobKind.PROVISION, device.toString());
  }
}
