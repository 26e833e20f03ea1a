package peyk.domain.diagnosis;

import peyk.domain.text.Worded;

public enum Severity implements Worded {
  OK,
  /** Worth knowing; all works. */
  NOTE,
  /** Something does not work until an operator acts. */
  FAULT
}
