package peyk.bootstrap.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings as far as they could be read, with their faults.
 *
 * @param settings with harmless values where there are faults
 * @param faults all that is wrong, each with its key in front
 * @param adminToken to be shown to a service that runs with these settings
 */
public record SettingsReading(Settings settings, List<String> faults, Optional<String> adminToken) {
  /** The beginning of a fault that concerns a whole file and no key. */
  private static final String FILE = "the file ";

  public SettingsReading {
    faults = List.copyOf(faults);
  }

  /**
   * Whether no fault concerns these keys.
   *
   * @param keys each a whole key, or the beginning of keys
   */
  public boolean isSound(String... keys) {
    return faults.stream()
        .filter(fault -> !fault.contains(" is no setting"))
        .noneMatch(fault -> fault.startsWith(FILE) || Stream.of(keys).anyMatch(fault::startsWith));
  }

  @Override
  public String toString() {
    return "SettingsReading[redacted]";
  }
}
