package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import peyk.adapters.sandbox.HttpReply;
import peyk.adapters.sandbox.RequestCounter;

/**
 * The requests that a simulated Traccar receives: tests count them and make them fail. A fault is
 * for requests of a method and for paths that begin with a prefix, e.g. {@code GET /api/users}.
 */
public final class TraccarRequests implements RequestInterceptor {
  /** Whether the request is carried out before the fault hides its answer. */
  private enum Moment {
    BEFORE,
    AFTER
  }

  private static final class Fault {
    private final String method;
    private final String pathPrefix;
    private final Moment moment;
    private final Supplier<HttpReply> effect;
    private int timesLeft;

    Fault(String method, String pathPrefix, Moment moment, Supplier<HttpReply> effect, int times) {
      this.method = method;
      this.pathPrefix = pathPrefix;
      this.moment = moment;
      this.effect = effect;
      this.timesLeft = times;
    }

    boolean isFor(String method, String path) {
      return this.method.equals(method) && path.startsWith(pathPrefix);
    }
  }

  private final RequestCounter counter = new RequestCounter();
  private final List<Fault> faults = new ArrayList<>();
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile Duration delay = Duration.ZERO;
  private volatile CountDownLatch release = new CountDownLatch(1);

  TraccarRequests() {}

  /** How many requests with this method came for paths that begin with the prefix. */
  public int count(String method, String pathPrefix) {
    return counter.count(method + " " + pathPrefix);
  }

  /** Sets all counts to zero. */
  public void resetCounts() {
    counter.reset();
  }

  /** Delays every REST answer from now on. */
  public void slow(Duration delay) {
    this.delay = delay;
  }

  /** Answers the next requests with a status instead of carrying them out. */
  public void failNext(String method, String pathPrefix, int status, int times) {
    add(method, pathPrefix, Moment.BEFORE, () -> failure(status), times);
  }

  /** Answers the next request with a token instead of carrying it out. */
  public void answerNext(String method, String pathPrefix, String token) {
    add(method, pathPrefix, Moment.BEFORE, () -> HttpReply.bareText(token), 1);
  }

  /** Carries the next requests out, but answers them with a status. */
  public void failAfter(String method, String pathPrefix, int status, int times) {
    add(method, pathPrefix, Moment.AFTER, () -> failure(status), times);
  }

  /** Ends the connection of the next requests instead of carrying them out. */
  public void cutNext(String method, String pathPrefix, int times) {
    add(method, pathPrefix, Moment.BEFORE, TraccarRequests::cut, times);
  }

  /** Carries the next requests out, but ends their connection without an answer. */
  public void cutAfter(String method, String pathPrefix, int times) {
    add(method, pathPrefix, Moment.AFTER, TraccarRequests::cut, times);
  }

  /** Leaves the next request without an answer until {@link #releaseHanging}. */
  public void hangNext(String method, String pathPrefix) {
    add(method, pathPrefix, Moment.BEFORE, this::hang, 1);
  }

  /** Carries the next request out, but leaves it without an answer. */
  public void hangAfter(String method, String pathPrefix) {
    add(method, pathPrefix, Moment.AFTER, this::hang, 1);
  }

  /** How many requests hang at the moment. */
  public int hanging() {
    return hanging.get();
  }

  /** Ends the connections of the requests that hang, without an answer. */
  public synchronized void releaseHanging() {
    release.countDown();
    release = new CountDownLatch(1);
  }

  /** Removes all faults. */
  public synchronized void clearFaults() {
    faults.clear();
    delay = Duration.ZERO;
    releaseHanging();
  }

  @Override
  public void received(String method, String path) {
    counter.count(method, path);
  }

  @Override
  public HttpReply answer(String method, String path, Supplier<HttpReply> endpoint) {
    pause();
    var fault = take(method, path);
    if (fault.isEmpty()) {
      return endpoint.get();
    }
    if (fault.get().moment == Moment.AFTER) {
      var _ = endpoint.get();
    }
    return fault.get().effect.get();
  }

  private synchronized void add(
      String method, String pathPrefix, Moment moment, Supplier<HttpReply> effect, int times) {
    faults.add(new Fault(method, pathPrefix, moment, effect, times));
  }

  private synchronized Optional<Fault> take(String method, String path) {
    var fault = faults.stream().filter(one -> one.isFor(method, path)).findFirst();
    if (fault.isPresent() && --fault.get().timesLeft == 0) {
      faults.remove(fault.get());
    }
    return fault;
  }

  private void pause() {
    if (delay.isPositive()) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        throw ended();
      }
    }
  }

  private static HttpReply failure(int status) {
    return HttpReply.json(status, "java.lang.RuntimeException: Simulated failure\n\tat nowhere");
  }

  private static HttpReply cut() {
    throw ended();
  }

  private HttpReply hang() {
    var released = release;
    hanging.incrementAndGet();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hanging.decrementAndGet();
    }
    throw ended();
  }

  private static CloseConnectionException ended() {
    return new CloseConnectionException("simulated end of the connection");
  }
}
