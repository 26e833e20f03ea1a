package peyk.domain.device;

import java.util.LinkedHashSet;
import java.util.Set;
import peyk.domain.Outage;
import peyk.domain.account.AccountId;

/** Links users to the devices of {@link InMemoryDeviceGateway}, which shows them. */
public final class InMemoryDeviceLinkGateway implements DeviceLinkGateway {
  private final Outage outage = new Outage();
  private final InMemoryDeviceGateway devices;
  private final Set<DeviceId> heard = new LinkedHashSet<>();

  public InMemoryDeviceLinkGateway(InMemoryDeviceGateway devices) {
    this.devices = devices;
  }

  public Outage outage() {
    return outage;
  }

  /** The devices whose answers are heard. */
  public synchronized Set<DeviceId> heard() {
    return Set.copyOf(heard);
  }

  @Override
  public void link(AccountId account, DeviceId device) {
    outage.check();
    devices.link(account, device);
  }

  @Override
  public void unlink(AccountId account, DeviceId device) {
    outage.check();
    devices.unlink(account, device);
  }

  @Override
  public synchronized void subscribe(DeviceId device) {
    outage.check();
    if (devices.exists(device)) {
      heard.add(device);
    }
  }
}
