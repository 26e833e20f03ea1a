package peyk.domain.provisioning;

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
}
