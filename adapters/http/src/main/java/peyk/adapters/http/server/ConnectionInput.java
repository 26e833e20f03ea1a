package peyk.adapters.http.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What comes in on a connection, piece by piece. */
public final class ConnectionInput implements Supplier<byte[]> {
  private static final Duration SILENCE = Duration.ofMillis(50);
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private final DataReader reader;
  private final ReadTimeout patience;

  /** A piece that was waited for in vain; Helidon's sockets know no timeout that could be set. */
  private @Nullable FutureTask<byte[]> overdue;

  private boolean restExpected;

  public ConnectionInput(DataReader reader, ReadTimeout patience) {
    this.reader = reader;
    this.patience = patience;
  }

  /** The next piece, waited for under watch. */
  @Override
  public byte[] get() {
    return patience.watch(this::next);
  }

  /** The next piece if it comes soon; otherwise it is still the next one. */
  public Optional<byte[]> within(Duration time) {
    if (overdue == null) {
      overdue = new FutureTask<>(this::read);
      Thread.startVirtualThread(overdue);
    }
    try {
      return Optional.of(take(overdue, time));
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  /** Whether bytes may come that nobody reads. */
  public void expectRest(boolean expected) {
    restExpected = expected;
  }

  /**
   * Takes in what comes of the rest, before the connection is closed: to close it with bytes unread
   * may destroy the answer on its way to the client.
   */
  public void discardRest() {
    var end = System.nanoTime() + LONGEST_REST.toNanos();
    try {
      while (restExpected) {
        restExpected = within(SILENCE).isPresent() && System.nanoTime() < end;
      }
    } catch (RuntimeException e) {
      restExpected = false; // the client has closed the connection
    }
  }

  private byte[] next() {
    try {
      return overdue == null ? read() : take(overdue, ChronoUnit.FOREVER.getDuration());
    } catch (TimeoutException e) {
      throw new IllegalStateException("for ever is over", e);
    }
  }

  private byte[] read() {
    reader.ensureAvailable();
    return reader.readBytes(reader.available());
  }

  private byte[] take(FutureTask<byte[]> piece, Duration time) throws TimeoutException {
    try {
      var bytes = piece.get(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS);
      overdue = null;
      return bytes;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("reading failed", e);
    } catch (InterruptedException e) {
      throw new CloseConnectionException("interrupted while waiting for more", e);
    }
  }
}
