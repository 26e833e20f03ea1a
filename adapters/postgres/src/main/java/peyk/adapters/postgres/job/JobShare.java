package peyk.adapters.postgres.job;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.job.JobKind;

/**
 * Kinds of jobs that share threads. Work that is slow because a neighbour is keeps no thread from
 * another share. The shares together have a few threads more than are configured, so that none of
 * them lacks one.
 */
enum JobShare {
  /** Somebody waits for them, or they are short. */
  PROMPT("prompt_jobs", 4),
  /** They write to devices in Traccar, each for one device. */
  DEVICE("device_jobs", 2),
  /** Large amounts, such as all messages of a partition. */
  BULK("bulk_jobs", 2);

  private static final String DUE =
      Arrays.stream(values())
          .map(share ->
              "SELECT '%s' AS share WHERE EXISTS (SELECT 1 FROM %s WHERE execution_time <= :now AND NOT picked)"
                  .formatted(share, share.view))
          .collect(Collectors.joining(" UNION ALL "));

  private final String view;
  private final int divisor;

  /**
   * @param view of the rows in {@code scheduled_tasks} (V017__shares_and_parking_of_jobs.sql)
   * @param divisor of the configured threads
   */
  JobShare(String view, int divisor) {
    this.view = view;
    this.divisor = divisor;
  }

  static JobShare of(JobKind kind) {
    return switch (kind) {
      case UPDATE_DEVICE, PROVISION -> DEVICE;
      case READ_USSD, CARRY_OUT_FIRING -> BULK;
      default -> PROMPT;
    };
  }

  /** The shares with jobs that could run now. One statement asks for all, each second. */
  static List<JobShare> due(Storage storage, Instant now) {
    return storage.sql(DUE).bind("now", now).list(row -> valueOf(row.getString("share")));
  }

  String view() {
    return view;
  }

  int threads(int configured) {
    return Math.ceilDiv(configured, divisor);
  }
}
