package peyk.application.tracker;

/** Whether this service can hear what trackers answer. */
public sealed interface Hearing {
  /**
   * It can; what was missing has been repaired.
   *
   * @param devices how many the server has
   * @param newlyLinked how many of them were linked just now
   */
  record Heard(int devices, int newlyLinked) implements Hearing {}

  /** Its token is that of Traccar's service account, which hears nothing. */
  record ServiceAccountToken() implements Hearing {}

  /** Its token is that of a user who may not link devices. */
  record NotAdministrator() implements Hearing {}

  /** Traccar does not take its token. */
  record TokenRefused() implements Hearing {}
}
