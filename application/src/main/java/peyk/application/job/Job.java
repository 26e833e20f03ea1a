package peyk.application.job;

import java.time.Duration;
import peyk.domain.job.JobKind;

/**
 * A kind of durable work. Each instance (a device, a login) has one run at a time in the whole
 * cluster. The work survives a restart and is repeated if the process dies, so it must be
 * idempotent.
 */
public interface Job {
  /** The name under which work of this kind is stored. */
  JobKind kind();

  /**
   * Does the work of an instance. An exception causes a retry with a growing pause.
   *
   * @param instance the subject of the work
   */
  Next run(String instance);

  /** The next step after a run that did not fail. */
  sealed interface Next {
    /** No run until the instance is woken again. A wake-up during the run counts. */
    record Done() implements Next {}

    /** Another run after the pause. */
    record Again(Duration delay) implements Next {}
  }
}
