package peyk.domain.diagnosis;

import java.util.Optional;

/**
 * What was found about one thing.
 *
 * @param code a stable word for programs, and to tell whether it was found before
 * @param sentence holds no secret
 * @param cure what to do about it; a fault has one
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
