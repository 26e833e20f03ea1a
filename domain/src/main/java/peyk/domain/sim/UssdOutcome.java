package peyk.domain.sim;

import java.util.Locale;

/** What became of a USSD message. */
public enum UssdOutcome {
  /** Its balance or number is on its way to the tracker's device. */
  UNDERSTOOD,
  /** It tells neither a balance nor a number that can be relied upon. */
  NOTHING_IN_IT,
  /** What was sent as IMEI is none. */
  NO_IMEI,
  /** Traccar knows no such tracker. */
  UNKNOWN_TRACKER;

  /** The name in lower case, as metrics and the database spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
