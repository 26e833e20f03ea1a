package peyk.application.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the messages of one sender in any period, counted in this process. It is a leaky bucket
 * (GCRA, ITU-T I.371), which needs one instant for each sender.
 */
public final class IntakeLimit {
  /** The most senders that are counted apart. All others count as one. */
  private static final int MOST_SENDERS = 100_000;

  private static final String ALL_OTHERS = "";

  private final int messages;
  private final Duration period;
  private final ConcurrentHashMap<String, Instant> emptyAt = new ConcurrentHashMap<>();

  /**
   * @param messages 0 = no limit
   */
  public IntakeLimit(int messages, Duration period) {
    if (messages < 0 || !period.isPositive()) {
      throw new IllegalArgumentException("a limit counts 0 or more messages in a period");
    }
    this.messages = messages;
    this.period = period;
  }

  /**
   * Counts one more message of the sender, if it is within the limit.
   *
   * @param weight as how many messages it counts, at most as all that the limit allows
   */
  public boolean admit(String sender, int weight, Instant now) {
    if (messages == 0) {
      return true;
    }
    var admitted = new boolean[1];
    emptyAt.compute(
        known(sender, now),
        (key, before) -> {
          var start = before == null || isEmpty(before, now) ? now : before;
          var after =
              start.plus(period.dividedBy(messages).multipliedBy(Math.min(weight, messages)));
          admitted[0] = !after.isAfter(now.plus(period));
          return admitted[0] ? after : start;
        });
    return admitted[0];
  }

  /** Uncounts a message of the sender that was admitted. */
  public void giveBack(String sender) {
    if (messages > 0) {
      emptyAt.computeIfPresent(
          emptyAt.containsKey(sender) ? sender : ALL_OTHERS,
          (key, at) -> at.minus(period.dividedBy(messages)));
    }
  }

  /** A sender that was silent long enough starts anew and can be forgotten. */
  private String known(String sender, Instant now) {
    if (emptyAt.size() < MOST_SENDERS || emptyAt.containsKey(sender)) {
      return sender;
    }
    emptyAt.values().removeIf(at -> isEmpty(at, now));
    return emptyAt.size() < MOST_SENDERS ? sender : ALL_OTHERS;
  }

  /** No bucket takes longer than the period; it was filled before the clock was set back. */
  private boolean isEmpty(Instant at, Instant now) {
    return at.isBefore(now) || at.isAfter(now.plus(period));
  }
}
