package peyk.domain.diagnosis;

import java.util.Locale;

public enum Severity {
  OK,
  /** Worth knowing; all works. */
  NOTE,
  /** Something does not work until an operator acts. */
  FAULT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
