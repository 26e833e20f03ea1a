package peyk.domain.job;

import peyk.domain.text.Worded;

/** The kinds of durable work. Each has one instance at a time for whatever it is about. */
public enum JobKind implements Worded {
  /** Writes the changes that wait for a device to Traccar. */
  UPDATE_DEVICE("update-device"),
  /** Finishes the claim of a device, or undoes it. */
  FINISH_CLAIM("finish-claim"),
  /** Carries the provisioning of a device on. */
  PROVISION("provision"),
  /** Begins the firings of a schedule. */
  FIRE_SCHEDULE("schedule"),
  /** Orders the commands of a schedule's firing. */
  CARRY_OUT_FIRING("firing"),
  /** Makes the default notifications of a new user, by login. */
  WELCOME_ACCOUNT("welcome-account"),
  /** Reads the USSD messages of a partition. */
  READ_USSD("read-ussd"),
  /** Moves the rollout of a release on, or pauses it. */
  WATCH_ROLLOUT("watch-rollout");

  private final String word;

  JobKind(String word) {
    this.word = word;
  }

  /**
   * Whether the work can be given up without leaving anything half done. A claim has to be finished
   * or undone, a schedule has to go on, and a message that fails holds up no others anyway.
   */
  public boolean isDiscardable() {
    return this == UPDATE_DEVICE || this == WELCOME_ACCOUNT || this == PROVISION;
  }

  /** The name under which work of this kind is stored, logged and counted. */
  @Override
  public String word() {
    return word;
  }
}
