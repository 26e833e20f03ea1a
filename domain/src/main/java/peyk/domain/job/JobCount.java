package peyk.domain.job;

import peyk.domain.text.Worded;

/** The number of durable jobs of a kind in a state. */
public record JobCount(JobKind kind, State state, long jobs) {
  /** The state of a job. The first that fits counts. */
  public enum State implements Worded {
    RUNNING,
    PARKED,
    FAILING,
    DUE,
    /** It waits for its time. */
    LATER
  }
}
