package peyk.domain.job;

import java.util.Locale;

/** The number of durable jobs of a kind in a state. */
public record JobCount(JobKind kind, State state, long jobs) {
  /** The state of a job. The first that fits counts. */
  public enum State {
    RUNNING,
    PARKED,
    FAILING,
    DUE,
    /** It waits for its time. */
    LATER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
