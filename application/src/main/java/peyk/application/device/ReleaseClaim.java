package peyk.application.device;

import peyk.domain.device.Device;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.Imei;

/** Forgets who claimed a tracker, for an operator who gives it to another user in Traccar. */
public record ReleaseClaim(DeviceGateway devices, DeviceClaimRepository claims) {
  /**
   * @return false if Traccar has no tracker with that IMEI
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if it may not have been stored
   */
  public boolean release(Imei imei) {
    var device = devices.find(imei).map(Device::id);
    device.ifPresent(claims::release);
    return device.isPresent();
  }
}
