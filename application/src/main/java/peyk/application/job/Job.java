package peyk.application.job;

import java.time.Duration;

/**
 * A kind of durable work. It is done for one instance (a device, a login) at a time in the whole
 * cluster, survives a restart, and is done again if the process dies before it has finished; so
 * doing it twice must be as good as once.
 */
public interface Job {
  /** The name under which work of this kind is stored. */
  String kind();

  /**
   * Does what there is to do for an instance. An exception means that it is to be tried again,
   * later each time.
   *
   * @param instance what the work is about
   */
  Next run(String instance);

  /** What comes after a run that did not fail. */
  sealed interface Next {
    /**
     * Nothing, until somebody wakes the job for this instance again; being woken during the run
     * counts.
     */
    record Done() implements Next {}

    /** Another run, not before the given time is over. */
    record Again(Duration delay) implements Next {}
  }
}
