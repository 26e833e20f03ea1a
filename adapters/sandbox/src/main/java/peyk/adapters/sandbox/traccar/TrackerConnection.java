package peyk.adapters.sandbox.traccar;

/** The tracker's end of its connection to the simulated Traccar. */
@FunctionalInterface
public interface TrackerConnection {
  /**
   * Receives a text from the server. One thread calls this for all trackers, so it must not block.
   *
   * @param text the bytes as ISO 8859-1 text; Traccar sends ASCII, or raw bytes for a command made
   *     of pairs of hex digits
   */
  void receive(String text);
}
