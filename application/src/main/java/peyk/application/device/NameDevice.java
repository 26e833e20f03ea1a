package peyk.application.device;

import java.util.List;
import java.util.Optional;
import peyk.domain.account.AccountId;
import peyk.domain.device.Attributes;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceNameRepository;
import peyk.domain.device.DeviceNaming;

/** Chooses the name of a tracker that registers. */
public record NameDevice(
    DeviceClaimRepository claims, DeviceNameRepository names, DeviceGateway devices) {
  /** The new name, reserved for this device; empty if it keeps its name. */
  Optional<String> nameFor(AccountId owner, Device device) {
    var claim = claims.find(device.id());
    if (!DeviceNaming.isDue(owner, claim, () -> wasRegistered(owner, device))) {
      return Optional.empty();
    }
    return Optional.of(
        DeviceNaming.name(names.reserve(owner, device.id(), () -> othersOf(owner, device))));
  }

  private boolean wasRegistered(AccountId owner, Device device) {
    return device.has(Attributes.REGISTRATION_DATE)
        || DeviceNaming.isNamed(device, othersOf(owner, device));
  }

  private List<String> othersOf(AccountId owner, Device device) {
    return devices.ofAccount(owner).stream()
        .filter(other -> !other.id().equals(device.id()))
        .map(Device::name)
        .toList();
  }
}
