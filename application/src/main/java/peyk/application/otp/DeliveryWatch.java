package peyk.application.otp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.TextRejected;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsDelivery;
import peyk.domain.otp.SmsGateway;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;
import peyk.domain.otp.TextCount;
import peyk.domain.otp.TextHistory;
import peyk.domain.time.ClusterTime;

/**
 * Counts texts by the hour. It asks the gateway once for each text that it took, some time later,
 * because an operator may reject a text after that. A stop of the process loses what is not asked
 * yet, which costs numbers only.
 */
public final class DeliveryWatch implements SmsGateway {
  /** Until then most texts have arrived or were rejected. */
  static final Duration DELAY = Duration.ofMinutes(1);

  /** A gateway that cannot be asked for so long is not asked for these texts any more. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private static final int MOST_REMEMBERED = 10_000;
  private static final int MOST_AT_ONCE = 200;

  private static final TextCount SENT = new TextCount(1, 0, 0, 0);
  private static final TextCount FAILED = new TextCount(0, 1, 0, 0);

  private record Sent(SmsReference reference, Instant at) {}

  private final SmsGateway gateway;
  private final TextHistory history;
  private final Journal journal;
  private final ClusterTime clock;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private Map<Instant, TextCount> counts = new HashMap<>();

  public DeliveryWatch(
      SmsGateway gateway, TextHistory history, Journal journal, ClusterTime clock) {
    this.gateway = gateway;
    this.history = history;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public SmsOutcome send(PhoneNumber phone, OtpCode code, SmsReference reference) {
    var outcome = gateway.send(phone, code, reference);
    var now = clock.now();
    if (outcome == SmsOutcome.SENT) {
      remember(new Sent(reference, now));
    }
    count(now, outcome == SmsOutcome.SENT ? SENT : FAILED);
    return outcome;
  }

  private synchronized void count(Instant at, TextCount count) {
    counts.merge(at.truncatedTo(ChronoUnit.HOURS), count, TextCount::plus);
  }

  private synchronized void remember(Sent text) {
    if (sent.size() < MOST_REMEMBERED) {
      sent.addLast(text);
    }
  }

  @Override
  public boolean hasTaken(SmsReference reference) {
    return gateway.hasTaken(reference);
  }

  @Override
  public SmsDelivery delivery(SmsReference reference) {
    return gateway.delivery(reference);
  }

  /**
   * Stores the counts, and asks for the texts that are due. If the database or the gateway is away,
   * the next call goes on.
   */
  public void look() {
    store();
    askAll();
  }

  /** Stores the counts; if the database is away, they wait for the next call. */
  public void store() {
    var counted = takeCounts();
    try {
      history.add(counted);
    } catch (StorageUnavailableException e) {
      counted.forEach(this::count);
    }
  }

  private synchronized Map<Instant, TextCount> takeCounts() {
    var taken = counts;
    counts = new HashMap<>();
    return taken;
  }

  private void askAll() {
    try {
      for (int i = 0; i < MOST_AT_ONCE; i++) {
        var due = due();
        if (due.isEmpty()) {
          return;
        }
        ask(due.get());
      }
    } catch (GatewayUnavailableException e) {
      // sign-ins show that it is away
    }
  }

  private void ask(Sent text) {
    var delivery = gateway.delivery(text.reference());
    if (!delivery.taken()) {
      journal.record(new TextRejected());
    }
    count(text.at(), new TextCount(0, 0, delivery.taken() ? 0 : 1, delivery.rials()));
    forget(text);
  }

  private synchronized Optional<Sent> due() {
    var now = clock.now();
    sent.removeIf(text -> text.at().plus(LONGEST).isBefore(now));
    return Optional.ofNullable(sent.peekFirst())
        .filter(text -> !text.at().plus(DELAY).isAfter(now));
  }

  private synchronized void forget(Sent text) {
    sent.remove(text);
  }
}
