package peyk.application.provisioning;

import java.util.ArrayList;
import java.util.List;
import peyk.domain.device.DeviceId;
import peyk.domain.provisioning.ProvisioningStep;

/** Remembers what it was told, as text. */
public final class RecordingProvisioningJournal implements ProvisioningJournal {
  private final List<String> entries = new ArrayList<>();

  public List<String> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void begun(DeviceId device) {
    entries.add("begun " + device);
  }

  @Override
  public void done(DeviceId device) {
    entries.add("done " + device);
  }

  @Override
  public void gaveUp(DeviceId device, ProvisioningStep at) {
    entries.add("gave up " + device + " at " + at.word());
  }

  @Override
  public void gone(DeviceId device) {
    entries.add("gone " + device);
  }
}
