package peyk.adapters.ftp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoEvent;

/**
 * Carries out what happens in a session, one thing after the other, in a thread that the session
 * has to itself while there is something to do. So there are at most as many threads as sessions.
 */
final class SessionThreads implements Executor, AutoCloseable {
  private static final AttributeKey QUEUE = new AttributeKey(SessionThreads.class, "queue");
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ftp-", 0).factory());

  @Override
  public void execute(Runnable event) {
    var session = ((IoEvent) event).getSession();
    session.setAttributeIfAbsent(QUEUE, new EventQueue());
    var queue = (EventQueue) session.getAttribute(QUEUE);
    if (queue.isFirst(event)) {
      try {
        threads.execute(queue::runAll);
      } catch (RejectedExecutionException e) {
        // The server has been closed, and all that is left to do is forgotten.
      }
    }
  }

  /** Lets what is being done come to its end, if that is soon. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static final class EventQueue {
    private final Queue<Runnable> events = new ArrayDeque<>();
    private boolean running;

    /** Whether nobody is there yet to run it. */
    synchronized boolean isFirst(Runnable event) {
      events.add(event);
      var first = !running;
      running = true;
      return first;
    }

    private synchronized boolean isDone() {
      if (events.isEmpty()) {
        running = false;
      }
      return !running;
    }

    private synchronized Runnable next() {
      return events.remove();
    }

    /** MINA tells the session of whatever goes wrong in it. */
    void runAll() {
      while (!isDone()) {
        next().run();
      }
    }
  }
}
