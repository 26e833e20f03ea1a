package peyk.adapters.http.tracker;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
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

  private final StringBuilder arrived;
  private final Supplier<byte[]> input;

  /** The index at which the first line begins. */
  private int start;

  /** The index at which the next line begins. */
  private int end;

  /**
   * @param bytes have arrived already; at least one
   */
  RequestHeadReader(byte[] bytes, Supplier<byte[]> input) {
    this.arrived = new StringBuilder(text(bytes));
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
    if (at(start) <= ' ' || at(start) >= 0x80) { // as in TLS
      throw unintelligible();
    }
    readLine(start + TrackerDataReader.LONGEST_LINE, Status.REQUEST_URI_TOO_LONG_414);
    return arrived.substring(start, end - 1);
  }

  /** The whole head without empty lines before it, but with the one that ends it. */
  String readToEnd() {
    int line;
    do {
      line = end;
      readLine(start + LONGEST, FIELDS_TOO_LARGE);
    } while (!isEmpty(line));
    return arrived.substring(start, end);
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
    return bytes(arrived.toString());
  }

  /** The bytes after the lines that have been read. */
  byte[] rest() {
    return bytes(arrived.substring(end));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
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
    return at(start) == '\n' || at(start) == '\r' && at(start + 1) == '\n';
  }

  private boolean isEmpty(int line) {
    return end - line == 1 || end - line == 2 && at(line) == '\r';
  }

  private void readLine(int limit, Status ifLonger) {
    do {
      if (end == limit) {
        throw refusal(ifLonger);
      }
    } while (at(end++) != '\n');
  }

  private char at(int index) {
    while (arrived.length() <= index) {
      arrived.append(text(input.get()));
    }
    return arrived.charAt(index);
  }
}
