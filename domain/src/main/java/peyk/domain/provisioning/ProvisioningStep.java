package peyk.domain.provisioning;

import peyk.domain.text.Worded;

/** A step in the provisioning of a tracker. */
public enum ProvisioningStep implements Worded {
  /** A tracker that just came online needs time before it answers. */
  WAITING,
  VERSION,
  IMSI,
  NUMBER,
  BALANCE,
  DONE,
  /** The tracker did not answer in time, or was deleted. */
  GAVE_UP;

  public boolean isLast() {
    return this == DONE || this == GAVE_UP;
  }

  ProvisioningStep following() {
    return switch (this) {
      case WAITING -> VERSION;
      case VERSION -> IMSI;
      case IMSI -> NUMBER;
      case NUMBER -> BALANCE;
      case BALANCE, DONE -> DONE;
      case GAVE_UP -> GAVE_UP;
    };
  }
}
