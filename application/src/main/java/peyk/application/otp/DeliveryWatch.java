package peyk.application.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.TextRejected;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsGateway;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;
import peyk.domain.time.ClusterTime;

/**
 * Asks the gateway once for each text that it took, some time later, because an operator may reject
 * a text after that. A stop of the process loses what is not asked yet, which costs a number only.
 */
public final class DeliveryWatch implements SmsGateway {
  /** Until then most texts have arrived or were rejected. */
  static final Duration DELAY = Duration.ofMinutes(1);

  /** A gateway that cannot be asked for so long is not asked for these texts any more. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private static final int MOST_REMEMBERED = 10_000;
  private static final int MOST_AT_ONCE = 200;

  private record Sent(SmsReference reference, Instant at) {}

  private final SmsGateway gateway;
  private final Journal journal;
  private final ClusterTime clock;
  private final Deque<Sent> sent = new ArrayDeque<>();

  public DeliveryWatch(SmsGateway gateway, Journal journal, ClusterTime clock) {
    this.gateway = gateway;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public SmsOutcome send(PhoneNumber phone, OtpCode code, SmsReference reference) {
    var outcome = gateway.send(phone, code, reference);
    if (outcome == SmsOutcome.SENT) {
      remember(new Sent(reference, clock.now()));
    }
    return outcome;
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

  /** Asks for the texts that are due. If the gateway is away, the next call goes on. */
  public void look() {
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
    if (!gateway.hasTaken(text.reference())) {
      journal.record(new TextRejected());
    }
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
