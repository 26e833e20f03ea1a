package peyk.bootstrap.settings;

import java.util.List;

/** The settings cannot be used. The message lists every fault. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private InvalidSettingsException(List<String> faults) {
    super(
        "The settings cannot be used:"
            + faults.stream().map(fault -> "\n  - " + fault).reduce("", String::concat));
  }

  static void throwIfAny(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new InvalidSettingsException(faults);
    }
  }
}
