package peyk.domain.diagnosis;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
  OK,
  /** Worth knowing; all works. */
  NOTE,
  /** Something does not work until somebody sees to it. */
  FAULT;

  /** In lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
