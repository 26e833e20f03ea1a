package peyk.adapters.postgres.firmware;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.base.Notifications;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.StorageUnavailableException;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.Releases;

/**
 * The releases in memory. Whoever changes them counts it in {@code firmware_catalogue}: when that
 * is another number they are read anew. It is looked at after each notification, and every half
 * second, because notifications may be lost.
 */
public final class JdbiFirmwareCatalog implements FirmwareCatalog, AutoCloseable {
  /** For so long what is known is relied upon, though the database cannot be asked. */
  public static final Duration RELIABLE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(JdbiFirmwareCatalog.class);

  private static final String CHANNEL = "peyk_firmware";
  private static final Duration LOOK = Duration.ofMillis(500);

  private record Known(long version, Releases releases, long verifiedAt) {}

  private final Storage storage;
  private final Duration reliable;
  private final Notifications notifications;
  private final ReentrantLock looking = new ReentrantLock();
  private final Semaphore changes = new Semaphore(0);
  private final Thread watcher;
  private volatile @Nullable Known known;
  private volatile boolean closed;

  public JdbiFirmwareCatalog(
      Storage storage, Notifications.Connector connector, Duration reliable) {
    this.storage = storage;
    this.reliable = reliable;
    this.notifications = new Notifications(CHANNEL, connector, changes::release);
    this.watcher = Thread.ofVirtual().name("firmware-catalogue").unstarted(this::watch);
  }

  public void start() {
    tryRefresh(false);
    watcher.start();
    notifications.start();
  }

  @Override
  public Releases current() {
    var now = known;
    if (now == null || System.nanoTime() - now.verifiedAt() > reliable.toNanos()) {
      throw new StorageUnavailableException("the releases could not be read for too long");
    }
    return now.releases();
  }

  /** One look at a time, so that what was read later is not replaced by what was read before. */
  @Override
  public void refresh() {
    looking.lock();
    try {
      known = storage.with(this::look);
    } finally {
      looking.unlock();
    }
  }

  /** What changes between the two statements is read twice. */
  private Known look(Handle handle) {
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
    boolean failing = false;
    try {
      while (!closed) {
        if (changes.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          changes.drainPermits();
        }
        failing = !tryRefresh(failing);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tryRefresh(boolean failing) {
    try {
      refresh();
      if (failing) {
        log.info("releases read again");
      }
      return true;
    } catch (RuntimeException e) {
      if (!failing && !closed) {
        log.warn("releases not read", e);
      }
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
    notifications.close();
  }
}
