package peyk.domain.firmware;

/**
 * The hardware of a release.
 *
 * @param type the device type, reported in {@code d}
 * @param revision the hardware revision, reported in {@code rev}
 */
public record Hardware(long type, long revision) {
  public Hardware {
    if (type < 0 || revision < 0) {
      throw new IllegalArgumentException("a device type and a hardware revision are not negative");
    }
  }
}
