package peyk.adapters.postgres.base;

import java.time.Instant;
import java.util.List;

/**
 * Repairs the times that the database's clock left in the future when it was set back. Nothing ever
 * waits as long as the rows say. All replicas may repair, in any order and at any time.
 */
record ImpossibleFutures(Storage storage) {
  private static final List<String> REPAIRS =
      List.of(
          // A job whose last run lies in the future, or that never ran and waits for minutes.
          """
          UPDATE scheduled_tasks
             SET execution_time = :now
           WHERE NOT picked AND execution_time > :now
             AND coalesce(greatest(last_success, last_failure) - interval '1 second',
                          execution_time - interval '2 minutes') > :now
          """,
          // A process that died would seem alive.
          """
          UPDATE scheduled_tasks
             SET last_heartbeat = :now
           WHERE picked AND last_heartbeat > :now + interval '1 second'
          """,
          // The service looks at such a line at once, and finds out when its command is due.
          """
          UPDATE command_device
             SET busy_until = least(busy_until, :now + interval '1 minute'),
                 gap_until = least(gap_until, :now + interval '1 minute'),
                 operator_at = least(operator_at, :now), urgent_at = least(urgent_at, :now),
                 due_at = least(due_at, :now)
           WHERE busy_until > :now + interval '10 minutes'
              OR due_at > :now + interval '10 minutes'
          """,
          // A command that was ordered in the future.
          """
          UPDATE command
             SET wanted_at = :now, not_before = :now + (not_before - wanted_at),
                 expires_at = :now + (expires_at - wanted_at)
           WHERE state = 'wanted' AND wanted_at > :now + interval '1 second'
          """,
          // A command that was tried before the clock was set back.
          """
          UPDATE command
             SET not_before = :now
           WHERE state = 'wanted' AND attempts > 0 AND not_before > :now + interval '10 minutes'
          """,
          // Limits would hold for longer than they say, and codes would live longer.
          "UPDATE otp_request SET at = :now WHERE at > :now + interval '1 second'",
          """
          UPDATE otp_phone
             SET expires_at = least(expires_at, :now), claimed_until = least(claimed_until, :now)
           WHERE first_sent_at > :now + interval '1 second'
              OR claimed_until > :now + interval '10 minutes'
          """);

  void forget(Instant now) {
    REPAIRS.forEach(repair -> storage.sql(repair).bind("now", now).execute());
  }
}
