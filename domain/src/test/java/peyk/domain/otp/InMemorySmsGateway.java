package peyk.domain.otp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import peyk.domain.GatewayUnavailableException;

/** An SMS gateway whose next answers can be laid down, and which remembers every text it took. */
public final class InMemorySmsGateway implements SmsGateway {
  /** A text that the gateway took. */
  public record Text(PhoneNumber phone, OtpCode code, SmsReference reference) {}

  /** What can happen to a text. */
  public enum Fate {
    SENT,
    REFUSED,
    /** The gateway takes it, but says so too late. */
    ANSWER_LOST,
    /** It never arrives, which nobody can tell from a lost answer. */
    TEXT_LOST
  }

  private final List<Text> texts = new ArrayList<>();
  private final Queue<Fate> fates = new ArrayDeque<>();
  private boolean down;
  private Runnable whileSending = () -> {};
  private int lookUps;

  /** Lays down what happens to the next texts; those after them are sent. */
  public synchronized void willMeet(Fate... next) {
    fates.addAll(List.of(next));
  }

  /** From now on texts get lost and nothing can be looked up. */
  public synchronized void goDown() {
    down = true;
  }

  public synchronized void comeUp() {
    down = false;
  }

  /** Something that happens during each send, such as time passing. */
  public synchronized void whileSending(Runnable action) {
    whileSending = action;
  }

  /** The texts that were taken, oldest first. */
  public synchronized List<Text> texts() {
    return List.copyOf(texts);
  }

  /** The operator rejects a text that the gateway took. */
  public synchronized void reject(SmsReference reference) {
    texts.removeIf(text -> text.reference().equals(reference));
  }

  public synchronized int lookUps() {
    return lookUps;
  }

  @Override
  public SmsOutcome send(PhoneNumber phone, OtpCode code, SmsReference reference) {
    pause().run();
    return meet(new Text(phone, code, reference));
  }

  @Override
  public synchronized boolean hasTaken(SmsReference reference) {
    lookUps++;
    if (down) {
      throw new GatewayUnavailableException("the line is down");
    }
    return texts.stream().anyMatch(text -> text.reference().equals(reference));
  }

  private synchronized Runnable pause() {
    return whileSending;
  }

  private synchronized SmsOutcome meet(Text text) {
    return switch (nextFate()) {
      case SENT -> {
        texts.add(text);
        yield SmsOutcome.SENT;
      }
      case REFUSED -> SmsOutcome.FAILED;
      case ANSWER_LOST -> {
        texts.add(text);
        yield SmsOutcome.UNCLEAR;
      }
      case TEXT_LOST -> SmsOutcome.UNCLEAR;
    };
  }

  private Fate nextFate() {
    var laidDown = fates.poll();
    if (laidDown != null) {
      return laidDown;
    }
    return down ? Fate.TEXT_LOST : Fate.SENT;
  }
}
