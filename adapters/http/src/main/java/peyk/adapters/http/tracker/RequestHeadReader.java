package peyk.adapters.http.tracker;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads the head of a request while it arrives, and no more of it than is asked for. Texts have a
 * character for each byte.
 */
final class RequestHeadReader {
  private static final int LONGEST = TrackerDataReader.LONGEST_LINE + 16 * 1024;
  private static final Status FIELDS_TOO_LARGE =
      Status.create(431, "Request Header Fields Too Large");
  private static final int MOST_EMPTY_LINES = 4;

  private final Supplier<byte[]> input;
  private byte[] bytes;
  private int length;

  /** The index at which the first line begins. */
  private int start;

  /** The index at which the next line begins. */
  private int end;

  /**
   * @param bytes have arrived already; at least one
   */
  RequestHeadReader(byte[] bytes, Supplier<byte[]> input) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.input = input;
  }

  /**
   * The first line that is not empty, with its carriage return, without its line feed.
   *
   * @throws RequestException if no request begins like this
   */
  String readFirstLine() {
    for (int empty = 0; isEmptyLineNext(); empty++) {
      if (empty == MOST_EMPTY_LINES) {
        throw unintelligible();
      }
      readLine(start + LONGEST, Status.BAD_REQUEST_400);
      start = end;
    }
    if (bytes[start] <= ' ') { // as in TLS; from 0x80 on, bytes are negative
      throw unintelligible();
    }
    readLine(start + TrackerDataReader.LONGEST_LINE, Status.REQUEST_URI_TOO_LONG_414);
    return text(start, end - 1);
  }

  /** The whole head without empty lines before it, but with the one that ends it. */
  String readToEnd() {
    int line;
    do {
      line = end;
      readLine(start + LONGEST, FIELDS_TOO_LARGE);
    } while (!isEmpty(line));
    return text(start, end);
  }

  /**
   * Refuses lines that Helidon would refuse as well. Helidon would describe all bytes in an
   * exception that nobody reads.
   */
  void checkFirstLine(String line) {
    if (start > 0 || line.indexOf('\r') != line.length() - 1) {
      throw unintelligible();
    }
  }

  /** Everything that has arrived. */
  byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  /** The bytes after the lines that have been read. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, end, length);
  }

  static RequestException unintelligible() {
    return refusal(Status.BAD_REQUEST_400);
  }

  private static RequestException refusal(Status status) {
    return RequestException.builder()
        .type(EventType.BAD_REQUEST)
        .status(status)
        .message("The request cannot be read")
        .build();
  }

  private boolean isEmptyLineNext() {
    need(start + 1);
    if (bytes[start] == '\r') {
      need(start + 2);
      return bytes[start + 1] == '\n';
    }
    return bytes[start] == '\n';
  }

  private boolean isEmpty(int line) {
    return end - line == 1 || end - line == 2 && bytes[line] == '\r';
  }

  private void readLine(int limit, Status ifLonger) {
    int next = end;
    do {
      if (next == limit) {
        throw refusal(ifLonger);
      }
      next++;
      need(next);
    } while (bytes[next - 1] != '\n');
    end = next;
  }

  private void need(int atLeast) {
    while (length < atLeast) {
      var more = input.get();
      if (length + more.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more.length));
      }
      System.arraycopy(more, 0, bytes, length, more.length);
      length += more.length;
    }
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
