package peyk.domain.diagnosis;

import java.util.Optional;

/**
 * The result of one check.
 *
 * @param code stable, for programs and for comparison with an earlier finding
 * @param sentence without secrets
 * @param cure advice; a fault always has one
 */
public record Finding(
    Area area, Severity severity, String code, String sentence, Optional<String> cure) {
  public Finding {
    if (severity == Severity.FAULT && cure.isEmpty()) {
      throw new IllegalArgumentException("a fault has a cure");
    }
  }

  public boolean isFault() {
    return severity == Severity.FAULT;
  }
}
