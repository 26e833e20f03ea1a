package peyk.adapters.sandbox.traccar;

/** The tracker's end of its connection to the simulated Traccar. */
@FunctionalInterface
public interface TrackerConnection {
  /**
   * Takes what the server sent. Called by one thread for all trackers: what takes time belongs
   * elsewhere.
   *
   * @param text the bytes as letters (ISO 8859-1); Traccar sends ASCII, or raw bytes for a command
   *     made of pairs of hex digits
   */
  void receive(String text);
}
