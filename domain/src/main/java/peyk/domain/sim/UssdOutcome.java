package peyk.domain.sim;

import java.util.Locale;

/** The result of reading a USSD message. */
public enum UssdOutcome {
  /** Its balance or number will be written to the device. */
  UNDERSTOOD,
  /** It has no reliable balance or number. */
  NOTHING_IN_IT,
  /** The text sent as IMEI is none. */
  NO_IMEI,
  UNKNOWN_TRACKER;

  /** As in metrics and the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
