package peyk.application.monitoring;

/** Takes the events that use cases report; bootstrap logs and counts them in one place. */
@FunctionalInterface
public interface Journal {
  /** Never throws, so that reporting cannot stop the work that is reported. */
  void record(JournalEvent event);
}
