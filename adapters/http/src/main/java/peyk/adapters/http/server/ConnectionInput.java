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

/** The bytes that arrive on a connection, piece by piece. */
public final class ConnectionInput implements Supplier<byte[]> {
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  private final DataReader reader;
  private final ClientWatch client;

  /** A piece that did not arrive in time. Helidon's sockets have no timeout that could be set. */
  private @Nullable FutureTask<byte[]> overdue;

  private Duration restSilence = Duration.ZERO;
  private Duration bodySilence = Duration.ZERO;

  public ConnectionInput(DataReader reader, ClientWatch client) {
    this.reader = reader;
    this.client = client;
  }

  /** The next piece; the wait for it is subject to a timeout. */
  @Override
  public byte[] get() {
    return client.watch(this::next);
  }

  /** The next piece if it arrives in time; otherwise it is still the next one. */
  public Optional<byte[]> within(Duration time) {
    var piece = overdue == null ? new FutureTask<>(this::read) : overdue;
    if (overdue == null) {
      overdue = piece;
      Thread.startVirtualThread(piece);
    }
    try {
      var bytes = piece.get(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS);
      overdue = null;
      return Optional.of(bytes);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("reading failed", e);
    } catch (InterruptedException e) {
      throw new CloseConnectionException("interrupted while waiting for more", e);
    }
  }

  /**
   * Says whether bytes may arrive after a request that do not belong to it, and that nobody reads.
   *
   * @param silence how long to wait for each further piece; zero = none is expected
   */
  public void expectRest(Duration silence) {
    restSilence = silence;
  }

  /**
   * Says whether a part of the request's body may stay unread.
   *
   * @param silence as above
   */
  void expectRestOfBody(Duration silence) {
    bodySilence = silence;
  }

  /**
   * Reads and drops the rest before the connection is closed. To close it with bytes unread may
   * destroy the response on its way to the client.
   */
  void discardRest() {
    var silence = bodySilence.compareTo(restSilence) > 0 ? bodySilence : restSilence;
    var end = System.nanoTime() + LONGEST_REST.toNanos();
    try {
      while (silence.isPositive() && within(silence).isPresent() && System.nanoTime() < end) {
        // dropped
      }
    } catch (RuntimeException e) {
      restSilence = Duration.ZERO; // the client has closed the connection
      bodySilence = Duration.ZERO;
    }
  }

  private byte[] next() {
    return overdue == null ? read() : within(ChronoUnit.FOREVER.getDuration()).orElseThrow();
  }

  private byte[] read() {
    reader.ensureAvailable();
    return reader.readBytes(reader.available());
  }
}
