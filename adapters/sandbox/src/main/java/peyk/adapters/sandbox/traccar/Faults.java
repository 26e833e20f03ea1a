package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import peyk.adapters.sandbox.HttpReply;

/** The faults that a test has asked for. */
final class Faults {
  /** What happens instead of, or after, the work. */
  enum Effect {
    ANSWER_STATUS,
    CUT_CONNECTION,
    HANG
  }

  /** When it happens: before the request is carried out, or after, so that its answer is lost. */
  enum Moment {
    NEVER,
    BEFORE,
    AFTER
  }

  /** What goes wrong with a request. */
  record Fault(Moment moment, Effect effect, int status) {
    static final Fault NONE = new Fault(Moment.NEVER, Effect.ANSWER_STATUS, 200);
  }

  private static final class Rule {
    private final String method;
    private final String pathPrefix;
    private final Fault fault;
    private int timesLeft;

    Rule(String method, String pathPrefix, Fault fault, int times) {
      this.method = method;
      this.pathPrefix = pathPrefix;
      this.fault = fault;
      this.timesLeft = times;
    }

    boolean isFor(String method, String path) {
      return this.method.equals(method) && path.startsWith(pathPrefix);
    }
  }

  private final List<Rule> rules = new ArrayList<>();
  private volatile Duration slowness = Duration.ZERO;
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile CountDownLatch release = new CountDownLatch(1);

  synchronized void add(String method, String pathPrefix, Fault fault, int times) {
    rules.add(new Rule(method, pathPrefix, fault, times));
  }

  void slow(Duration slowness) {
    this.slowness = slowness;
  }

  synchronized void clear() {
    rules.clear();
    slowness = Duration.ZERO;
    release();
  }

  /** Lets the requests go that hang; their connections end without an answer. */
  synchronized void release() {
    release.countDown();
    release = new CountDownLatch(1);
  }

  /** The fault for this request, which is then used up. */
  synchronized Fault next(String method, String path) {
    for (Iterator<Rule> left = rules.iterator(); left.hasNext(); ) {
      var rule = left.next();
      if (rule.isFor(method, path)) {
        rule.timesLeft--;
        if (rule.timesLeft == 0) {
          left.remove();
        }
        return rule.fault;
      }
    }
    return Fault.NONE;
  }

  void delay() {
    if (slowness.isPositive()) {
      try {
        Thread.sleep(slowness);
      } catch (InterruptedException e) {
        throw ended();
      }
    }
  }

  /** The answer that the fault makes of a request; a cut or a hang has none. */
  HttpReply strike(Fault fault) {
    return switch (fault.effect()) {
      case ANSWER_STATUS ->
          HttpReply.json(
              fault.status(), "java.lang.RuntimeException: Simulated failure\n\tat nowhere");
      case CUT_CONNECTION -> throw ended();
      case HANG -> {
        hang();
        throw ended();
      }
    };
  }

  int hanging() {
    return hanging.get();
  }

  private void hang() {
    var released = release;
    hanging.incrementAndGet();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hanging.decrementAndGet();
    }
  }

  private static CloseConnectionException ended() {
    return new CloseConnectionException("simulated end of the connection");
  }
}
