package peyk.adapters.postgres.base;

import java.time.Instant;
import java.util.List;

/**
 * Repairs the times that the database's clock left in the future when it was set back. A time that
 * is always past when it is stored proves that, if it is more than a second ahead: the clocks of
 * two replicas differ by less. A wait proves nothing unless it is longer than any setting allows:
 * many are long. All replicas may repair, in any order and at any time.
 *
 * <p>Each condition is indexed, or its table or queue is small. The rest is left: times that only
 * housekeeping and operators read, as those of firmware offers, keep their rows for longer.
 */
record ImpossibleFutures(Storage storage) {
  /** An answer's time is Traccar's. So it proves nothing. */
  private static final String SENT_OR_ENDED_LATER =
      """
      state <> 'wanted' AND coalesce(ended_at, sent_at) > :now + interval '1 second'
        AND (state <> 'answered' OR sent_at > :now + interval '1 second')
      """;

  private static final String ORDERED_LATER =
      "state = 'wanted' AND wanted_at > :now + interval '1 second'";

  /** A tracker is tried again within a day. */
  private static final String POSTPONED_FOR_LONG =
      "state = 'wanted' AND attempts > 0 AND not_before > :now + interval '25 hours'";

  /** In one transaction. It locks lines before commands, as every change of commands does. */
  private static final List<String> COMMAND_REPAIRS =
      List.of(
          // The service looks at such a line at once, and finds out when its command is due.
          """
          UPDATE command_device
             SET busy_until = least(busy_until, :now + interval '1 minute'),
                 gap_until = least(gap_until, :now + interval '1 minute'),
                 operator_at = least(operator_at, :now), urgent_at = least(urgent_at, :now),
                 due_at = least(due_at, :now)
           WHERE device_id IN (
                   SELECT device_id
                     FROM command_device
                    WHERE device_id IN (
                            SELECT device_id FROM command WHERE %s
                             UNION ALL
                            SELECT device_id FROM command WHERE %s
                             UNION ALL
                            SELECT device_id FROM command WHERE %s
                             UNION ALL
                            SELECT device_id
                              FROM command_device
                             WHERE due_at > :now + interval '25 hours'
                               AND busy_until > :now + interval '25 hours')
                    ORDER BY device_id
                      FOR UPDATE)
          """
              .formatted(SENT_OR_ENDED_LATER, ORDERED_LATER, POSTPONED_FOR_LONG),
          """
          UPDATE command
             SET sent_at = CASE WHEN sent_at > :now THEN :now ELSE sent_at END,
                 ended_at = CASE WHEN ended_at > :now THEN :now ELSE ended_at END
           WHERE %s
          """
              .formatted(SENT_OR_ENDED_LATER),
          """
          UPDATE command
             SET wanted_at = :now, not_before = :now + (not_before - wanted_at),
                 expires_at = :now + (expires_at - wanted_at)
           WHERE %s
          """
              .formatted(ORDERED_LATER),
          "UPDATE command SET not_before = :now WHERE " + POSTPONED_FOR_LONG);

  private static final List<String> OTHER_REPAIRS =
      List.of(
          // Before the jobs, which show which claims are pending.
          """
          UPDATE device_claim
             SET pending_since = :now
           WHERE pending_since > :now + interval '1 second'
             AND device_id IN (SELECT CAST(task_instance AS bigint)
                                 FROM scheduled_tasks
                                WHERE task_name = 'finish-claim')
          """,
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
          """
          UPDATE provisioning
             SET since = least(since, :now), started_at = least(started_at, :now)
           WHERE step IN ('waiting', 'version', 'imsi', 'number', 'balance')
             AND greatest(since, started_at) > :now + interval '1 second'
          """,
          // A reading of a SIM would count as newer than those of today.
          """
          UPDATE ussd_message
             SET received_at = :now
           WHERE handled_at IS NULL AND received_at > :now + interval '1 second'
          """,
          // Limits would hold for longer than they say, and codes would live longer.
          "UPDATE otp_request SET at = :now WHERE at > :now + interval '1 second'",
          """
          UPDATE otp_phone
             SET expires_at = least(expires_at, :now), claimed_until = least(claimed_until, :now)
           WHERE %s
          """
              .formatted(
                  lockedPhone(
                      """
                      first_sent_at > :now + interval '1 second'
                        OR claimed_until > :now + interval '10 minutes'
                      """)),
          """
          UPDATE otp_phone
             SET unsettled_challenge = NULL, unsettled_reference = NULL, unsettled_at = NULL
           WHERE %s
          """
              .formatted(lockedPhone("unsettled_at > :now + interval '1 second'")),
          """
          UPDATE otp_phone
             SET recent_failures =
                   ARRAY(SELECT least(at, :now) FROM unnest(recent_failures) AS failure (at))
           WHERE %s
          """
              .formatted(lockedPhone(":now + interval '1 second' < ANY (recent_failures)")));

  /** Batches of sign-ins lock phones in this order too. */
  private static String lockedPhone(String condition) {
    return "phone IN (SELECT phone FROM otp_phone WHERE %s ORDER BY phone FOR UPDATE)"
        .formatted(condition);
  }

  void forget(Instant now) {
    storage.useTransaction(transaction ->
        COMMAND_REPAIRS.forEach(repair -> Sql.in(transaction, repair).bind("now", now).execute()));
    OTHER_REPAIRS.forEach(repair -> storage.sql(repair).bind("now", now).execute());
  }
}
