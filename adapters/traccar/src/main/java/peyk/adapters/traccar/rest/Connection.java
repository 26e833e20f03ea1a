package peyk.adapters.traccar.rest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection to Traccar, on which requests follow one another. Of one thread at a time. */
final class Connection implements AutoCloseable {
  private static final int LONGEST_LINE = 64 * 1024;

  /** After a shorter pause Traccar has hardly closed it. */
  private static final Duration SHORT_PAUSE = Duration.ofMillis(100);

  private final Socket plain;
  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;
  private final byte[] buffer = new byte[8 * 1024];
  private int position;
  private int end;
  private Deadline deadline = new Deadline(System.nanoTime());

  /**
   * Until when a read or write has to end that is under way; null if there is none, or it ended.
   */
  private final AtomicReference<@Nullable Deadline> underWay = new AtomicReference<>();

  private int answered;
  private long idleSince;

  /**
   * @param socket the same as the plain one, or TLS over it
   */
  Connection(Socket plain, Socket socket) throws IOException {
    this.plain = plain;
    this.socket = socket;
    input = socket.getInputStream();
    output = socket.getOutputStream();
  }

  /** Comes before the first request. */
  void shakeHands(Deadline until) throws IOException {
    if (socket instanceof SSLSocket secure) {
      deadline = until;
      inTime(() -> {
        secure.startHandshake();
        return 0;
      });
    }
  }

  /**
   * Sends a whole request.
   *
   * @param until when all writing and reading has to end, unless {@link #readUntil} says otherwise
   */
  void send(byte[] request, Deadline until) throws IOException {
    deadline = until;
    inTime(() -> {
      output.write(request);
      return request.length;
    });
  }

  private interface Transfer {
    int run() throws IOException;
  }

  /**
   * Reads or writes. Timeouts of the socket would need a timer for each read, which costs a virtual
   * thread several times what the read costs, and TLS may make many reads of it for one of its own.
   * So one timer for all connections closes this one.
   */
  private int inTime(Transfer transfer) throws IOException {
    var until = deadline;
    millisLeft(until);
    underWay.set(until);
    try {
      return transfer.run();
    } finally {
      if (!underWay.compareAndSet(until, null)) {
        throw new SocketTimeoutException("the time is over");
      }
    }
  }

  /** Ends a read or write whose time is over. Is called regularly, by a thread of its own. */
  void closeIfLate() {
    var until = underWay.get();
    if (until != null && until.nanosLeft() == 0 && underWay.compareAndSet(until, null)) {
      close();
    }
  }

  /** Changes when all reading has to end. */
  void readUntil(Deadline until) {
    deadline = until;
  }

  /** The next line without its end. */
  String readLine() throws IOException {
    var line = new StringBuilder();
    for (int next = readByte(); next != '\n'; next = readByte()) {
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a line is too long");
      }
      line.append((char) next);
    }
    var length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return line.toString();
  }

  private int readByte() throws IOException {
    if (position == end && !fill()) {
      throw new EOFException("the connection was closed");
    }
    return buffer[position++] & 0xff;
  }

  /** As {@link InputStream#read(byte[], int, int)}. */
  int read(byte[] bytes, int offset, int length) throws IOException {
    if (position == end && !fill()) {
      return -1;
    }
    var read = Math.min(length, end - position);
    System.arraycopy(buffer, position, bytes, offset, read);
    position += read;
    return read;
  }

  private boolean fill() throws IOException {
    position = 0;
    end = 0;
    end = Math.max(0, inTime(() -> input.read(buffer)));
    return end > 0;
  }

  /** At least 1: 0 would mean that there is no timeout. */
  static int millisLeft(Deadline deadline) throws SocketTimeoutException {
    var nanos = deadline.nanosLeft();
    if (nanos == 0) {
      throw new SocketTimeoutException("the time is over");
    }
    return (int) Duration.ofNanos(nanos).plusNanos(999_999).toMillis();
  }

  /** Its response was read to its end. */
  void rest() {
    answered++;
    idleSince = System.nanoTime();
  }

  /** The number of requests that were answered on it. */
  int answered() {
    return answered;
  }

  boolean isIdleFor(Duration time) {
    return System.nanoTime() - idleSince > time.toNanos();
  }

  /**
   * Whether another request may be sent: Traccar has neither closed it nor sent anything.
   *
   * @param trusting whether that is taken for granted after a short pause
   */
  boolean isUsable(boolean trusting) {
    if (position < end) {
      return false;
    }
    try {
      return trusting && !isIdleFor(SHORT_PAUSE) || isSilent();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isSilent() throws IOException {
    plain.setSoTimeout(1);
    try {
      plain.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      plain.setSoTimeout(0);
    }
  }

  static byte[] bytes(CharSequence head) {
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** At once, without the goodbye of TLS. May be called by any thread. */
  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException e) {
      // nobody uses it any more
    }
  }
}
