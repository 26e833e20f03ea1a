package peyk.adapters.sandbox.traccar;

import java.util.LinkedHashMap;

/** A device as an app has read it. The app saves it whole, and so undoes what others changed. */
public final class DeviceCopy {
  private final ControllableTraccar traccar;
  private final Device device;

  DeviceCopy(ControllableTraccar traccar, Device device) {
    this.traccar = traccar;
    this.device = device.withStatus(device.status);
    this.device.attributes = new LinkedHashMap<>(device.attributes);
  }

  /** Replaces the device in Traccar by this copy, as {@code PUT /api/devices/{id}} does. */
  public void save() {
    traccar.replace(device);
  }

  /** Changes the name and then saves the copy. */
  public void saveWithName(String name) {
    device.name = name;
    save();
  }
}
