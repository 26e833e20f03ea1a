package peyk.application.device;

import java.util.ArrayList;
import java.util.List;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.TrackerReply;

/** Remembers what it was told. */
final class RecordingJournal implements DeviceJournal {
  private final List<String> entries = new ArrayList<>();

  List<String> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void answered(DeviceId device, TrackerReply reply) {
    entries.add(device + " answered " + reply.getClass().getSimpleName());
  }

  @Override
  public void overflow(DeviceId device, String attribute, int length) {
    entries.add(device + " kept aside " + attribute + " of " + length);
  }

  @Override
  public void attributesTooLong(DeviceId device) {
    entries.add(device + " too long");
  }

  @Override
  public void gone(DeviceId device) {
    entries.add(device + " gone");
  }
}
