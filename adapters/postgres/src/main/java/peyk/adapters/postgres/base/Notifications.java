package peyk.adapters.postgres.base;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the database notifies about, on a connection of its own. What is notified while that
 * is lost is not heard: notifications make things faster, and nobody may rely on them.
 */
public final class Notifications implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifications.class);

  private static final Duration LOOK = Duration.ofSeconds(10);

  /** Opens a connection that belongs to no pool. */
  public interface Connector {
    Connection connect() throws SQLException;
  }

  private final String channel;
  private final Connector connector;
  private final Runnable listener;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final Thread thread;
  private int failures;
  private volatile boolean closed;

  /**
   * @param listener called after each notification, and when a connection is there again
   */
  public Notifications(String channel, Connector connector, Runnable listener) {
    this.channel = channel;
    this.connector = connector;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("notifications").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        hear();
        Thread.sleep(backoff.after(failures++));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear() {
    try (var connection = connector.connect();
        var statement = connection.createStatement()) {
      statement.execute("LISTEN " + channel);
      failures = 0;
      listener.run();
      var heard = connection.unwrap(PGConnection.class);
      while (!closed) {
        if (heard.getNotifications((int) LOOK.toMillis()).length > 0) {
          listener.run();
        }
      }
    } catch (SQLException e) {
      if (!closed) {
        log.warn("notifications lost channel={} sqlState={}", channel, e.getSQLState());
      }
    }
  }

  /** A virtual thread that is interrupted closes the socket that it reads from. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
