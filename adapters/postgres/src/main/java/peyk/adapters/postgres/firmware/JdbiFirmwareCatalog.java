package peyk.adapters.postgres.firmware;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.StorageUnavailableException;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.Releases;

/**
 * The releases in memory. Every change of them counts up {@code firmware_catalogue} and notifies,
 * and then they are read again. Notifications may be lost, so the count is polled as well.
 */
public final class JdbiFirmwareCatalog implements FirmwareCatalog, AutoCloseable {
  /** How long the releases are relied upon while the database cannot be asked. */
  public static final Duration RELIABLE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(JdbiFirmwareCatalog.class);

  private static final String LISTEN = "LISTEN peyk_firmware";
  private static final Duration POLL_WHILE_LISTENING = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int POLLS_BEFORE_RECONNECT = 10;

  /** Opens a connection that belongs to no pool. */
  public interface Connector {
    Connection connect() throws SQLException;
  }

  private record Known(long version, Releases releases, long verifiedAt) {}

  private final Storage storage;
  private final Connector connector;
  private final Duration reliable;
  private final ReentrantLock refreshing = new ReentrantLock();
  private final Thread watcher;
  private volatile @Nullable Known known;
  private volatile boolean closed;
  private boolean failing;

  public JdbiFirmwareCatalog(Storage storage, Connector connector, Duration reliable) {
    this.storage = storage;
    this.connector = connector;
    this.reliable = reliable;
    this.watcher = Thread.ofVirtual().name("firmware-catalogue").unstarted(this::watch);
  }

  public void start() {
    tryRefresh();
    watcher.start();
  }

  @Override
  public Releases current() {
    var now = known;
    if (now == null || System.nanoTime() - now.verifiedAt() > reliable.toNanos()) {
      throw new StorageUnavailableException("the releases could not be read for too long");
    }
    return now.releases();
  }

  /** One at a time, so that what was read later is not replaced by what was read before. */
  @Override
  public void refresh() {
    refreshing.lock();
    try {
      known = storage.with(this::read);
    } finally {
      refreshing.unlock();
    }
  }

  /** A change between the two statements is read twice. */
  private Known read(Handle handle) {
    var now = System.nanoTime();
    var version = Sql.in(handle, "SELECT version FROM firmware_catalogue").one(Long.class);
    var before = known;
    var releases =
        before != null && before.version() == version
            ? before.releases()
            : new Releases(ReleaseRows.all(handle));
    return new Known(version, releases, now);
  }

  private void watch() {
    try {
      while (!closed) {
        listen();
        for (int i = 0; i < POLLS_BEFORE_RECONNECT; i++) {
          tryRefresh();
          Thread.sleep(POLL);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the connection is lost. */
  private void listen() {
    try (var connection = connector.connect();
        var statement = connection.createStatement()) {
      statement.execute(LISTEN);
      var notifications = connection.unwrap(PGConnection.class);
      while (!closed) {
        tryRefresh();
        notifications.getNotifications((int) POLL_WHILE_LISTENING.toMillis());
      }
    } catch (SQLException e) {
      if (!closed) {
        log.warn("notifications about releases lost sqlState={}", e.getSQLState());
      }
    }
  }

  private void tryRefresh() {
    try {
      refresh();
      if (failing) {
        log.info("releases read again");
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing && !closed) {
        if (e instanceof StorageUnavailableException) {
          log.warn("releases not read reason={}", e.getMessage());
        } else {
          log.error("releases not read", e);
        }
      }
      failing = true;
    }
  }

  /** A virtual thread that is interrupted closes the socket that it reads from. */
  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
  }
}
