package peyk.domain.provisioning;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.InMemoryJobs;
import peyk.domain.device.DeviceId;

class InMemoryProvisioningRepositoryTest extends ProvisioningRepositoryContract {
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final ProvisioningRepository provisionings = new InMemoryProvisioningRepository(jobs);

  @Override
  protected ProvisioningRepository provisionings() {
    return provisionings;
  }

  @Override
  protected int wakeups(DeviceId device) {
    return jobs.wakeups(InMemoryProvisioningRepository.JOB, device.toString());
  }

  @Override
  protected Optional<Instant> due(DeviceId device) {
    return jobs.due(InMemoryProvisioningRepository.JOB, device.toString());
  }
}
