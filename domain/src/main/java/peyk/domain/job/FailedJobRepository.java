package peyk.domain.job;

import java.util.List;
import java.util.Optional;

/**
 * The durable jobs whose latest run failed. They are retried with growing pauses, and parked after
 * too many failures. Every method throws {@link peyk.domain.StorageUnavailableException} if the
 * database cannot be asked.
 */
public interface FailedJobRepository {
  /** Longer errors are cut off, in characters. */
  int LONGEST_ERROR = 500;

  /** The result of {@link #retry}. */
  enum Retry {
    /** It is due now; the first process that polls takes it. */
    DUE,
    /** It is running, and was left as it is. */
    RUNNING,
    /** There is no such job, or it did not fail. */
    UNKNOWN
  }

  /** The result of {@link #discard}. */
  enum Discard {
    DISCARDED,
    /** It is running, and was left as it is. */
    RUNNING,
    /** There is no such job, or it did not fail. */
    UNKNOWN
  }

  /**
   * Some of the failed jobs.
   *
   * @param kind empty = of every kind
   * @param parkedOnly leaves out those that are retried automatically
   */
  record Selection(Optional<JobKind> kind, boolean parkedOnly) {
    public static final Selection ALL = new Selection(Optional.empty(), false);
  }

  /** All jobs by kind and state, counted up to a bound. A number of 0 is left out. */
  List<JobCount> counts();

  /** The latest failure comes first. */
  List<FailedJob> list(Selection selection, int atMost);

  /** All kinds, and parked jobs too. */
  default List<FailedJob> list(int atMost) {
    return list(Selection.ALL, atMost);
  }

  Optional<FailedJob> find(JobKind kind, String instance);

  /**
   * Makes a failed job due at once unless it is running, so that it never runs twice at the same
   * time.
   */
  Retry retry(JobKind kind, String instance);

  /**
   * Makes the selected jobs due at once, the longest failed first, but none that is running.
   *
   * @return how many
   */
  int retryAll(Selection selection, int atMost);

  /**
   * Deletes a failed job and the work that waited for it: of a device its waiting changes.
   *
   * @param kind one that can be discarded
   */
  Discard discard(JobKind kind, String instance);
}
