package peyk.domain.device;

/** Traccar's id of a device. */
public record DeviceId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
