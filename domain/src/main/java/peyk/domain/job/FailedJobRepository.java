package peyk.domain.job;

import java.util.List;
import java.util.Optional;

/**
 * The durable jobs whose latest run failed. They are retried with growing pauses. Every method
 * throws {@link peyk.domain.StorageUnavailableException} if the database cannot be asked.
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

  /** The latest failure comes first. */
  List<FailedJob> list(int atMost);

  Optional<FailedJob> find(JobKind kind, String instance);

  /**
   * Makes a failed job due at once unless it is running, so that it never runs twice at the same
   * time.
   */
  Retry retry(JobKind kind, String instance);
}
