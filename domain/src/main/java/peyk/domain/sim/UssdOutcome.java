package peyk.domain.sim;

import peyk.domain.text.Worded;

/** The result of reading a USSD message. */
public enum UssdOutcome implements Worded {
  /** Its balance or number will be written to the device. */
  UNDERSTOOD,
  /** It has no reliable balance or number. */
  NOTHING_IN_IT,
  /** The text sent as IMEI is none. */
  NO_IMEI,
  UNKNOWN_TRACKER,
  /** It could not be read or stored, because of a bug. */
  FAILED
}
