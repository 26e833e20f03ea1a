package peyk.domain.job;

import java.util.List;
import java.util.Optional;

/**
 * The durable jobs whose latest run failed. They are tried again by themselves, later each time.
 * Every method throws {@link peyk.domain.StorageUnavailableException} if the database cannot be
 * asked.
 */
public interface FailedJobRepository {
  /** So many characters of an error are remembered. */
  int LONGEST_ERROR = 500;

  /** What became of the wish that a job be tried again at once. */
  enum Retry {
    /** It is due now; the first process that looks takes it. */
    DUE,
    /** It is being run at this moment, and was left as it is. */
    RUNNING,
    /** There is no such job, or it did not fail. */
    UNKNOWN
  }

  /** Failed jobs, the one that failed last comes first. */
  List<FailedJob> list(int atMost);

  /** Empty if there is no such job, or its latest run did not fail. */
  Optional<FailedJob> find(String kind, String instance);

  /**
   * Makes a failed job due at once, unless it is running: so it never runs twice at the same time,
   * and once this says that it is due, it runs.
   */
  Retry retry(String kind, String instance);
}
