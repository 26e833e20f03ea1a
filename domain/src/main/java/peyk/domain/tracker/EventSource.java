package peyk.domain.tracker;

/** The way by which Traccar's events come. */
public enum EventSource {
  /** Traccar's socket, which streams only events of linked devices that have a notification. */
  SOCKET,
  /** A topic of Kafka, to which Traccar forwards all events. */
  KAFKA
}
