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
      throw new IllegalArgumentException("a fault is told with its cure");
    }
  }

  public static Finding ok(Area area, String code, String sentence) {
    return new Finding(area, Severity.OK, code, sentence, Optional.empty());
  }

  public static Finding note(Area area, String code, String sentence) {
    return new Finding(area, Severity.NOTE, code, sentence, Optional.empty());
  }

  public static Finding note(Area area, String code, String sentence, String cure) {
    return new Finding(area, Severity.NOTE, code, sentence, Optional.of(cure));
  }

  public static Finding fault(Area area, String code, String sentence, String cure) {
    return new Finding(area, Severity.FAULT, code, sentence, Optional.of(cure));
  }

  public boolean isFault() {
    return severity == Severity.FAULT;
  }
}
