package peyk.application.provisioning;

import java.util.Optional;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.provisioning.Provisioning;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.time.ClusterTime;

/** Restarts the provisioning of a tracker for an operator. */
public record RestartProvisioning(
    DeviceGateway devices, ProvisioningRepository provisionings, ClusterTime clock) {
  /**
   * @return the restarted provisioning; empty if Traccar has no tracker with that IMEI
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if it may not have been stored
   */
  public Optional<Provisioning> restart(Imei imei) {
    return devices.find(imei).map(Device::id).map(this::restart);
  }

  private Provisioning restart(DeviceId device) {
    var now = clock.now();
    provisionings.restart(device, now);
    return Provisioning.begin(device, now);
  }
}
