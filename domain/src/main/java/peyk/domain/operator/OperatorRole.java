package peyk.domain.operator;

import peyk.domain.text.Worded;

/** The rights of an operator, from few to many. Each role may do all that the ones before may. */
public enum OperatorRole implements Worded {
  /** Look at everything that the admin API shows. */
  READ,
  /** Order commands, and pause, resume or repeat what is there. */
  OPERATE,
  /** Decide what trackers install, who owns them, and whose limits are lifted. */
  ADMINISTER;

  /** Whether this role may do what needs another one. */
  public boolean allows(OperatorRole needed) {
    return compareTo(needed) >= 0;
  }
}
