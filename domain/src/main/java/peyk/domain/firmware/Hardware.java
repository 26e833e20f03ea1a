package peyk.domain.firmware;

/**
 * The hardware that a release is made for.
 *
 * @param type the device type, as the tracker reports it in {@code d}
 * @param revision the hardware revision, as the tracker reports it in {@code rev}
 */
public record Hardware(long type, long revision) {
  public Hardware {
    if (type < 0 || revision < 0) {
      throw new IllegalArgumentException("a device type and a hardware revision are not negative");
    }
  }
}
