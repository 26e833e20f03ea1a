package peyk.adapters.http.tracker;

import io.helidon.common.buffers.DataReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Supplier;
import peyk.adapters.http.server.ConnectionInput;

/**
 * Reads requests for Helidon's HTTP/1.1, and puts the heads of those that trackers send into words
 * that it knows. All other bytes pass as they are.
 */
public final class TrackerDataReader extends DataReader {
  /**
   * The longest first line, of trackers and of others. Helidon is told so as well, and begins each
   * request, and nothing else, by looking so far for the end of a line.
   */
  public static final int LONGEST_LINE = 64 * 1024;

  /** How long the end of a body may be silent before it counts as a line break never sent. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final byte[] LINE_BREAK = {'\r', '\n'};

  private final Requests requests;

  private TrackerDataReader(Requests requests) {
    super(requests);
    this.requests = requests;
  }

  public static DataReader of(ConnectionInput incoming) {
    return new TrackerDataReader(new Requests(incoming));
  }

  @Override
  public int findNewLine(int max) {
    if (max == LONGEST_LINE) {
      requests.begin(available() == 0 ? requests.get() : readBytes(available()));
    }
    return super.findNewLine(max);
  }

  /** What Helidon gets to read. */
  private static final class Requests implements Supplier<byte[]> {
    private final ConnectionInput incoming;
    private final Queue<byte[]> ready = new ArrayDeque<>();

    /** Of a tracker's body. */
    private long missing;

    private boolean bodyBegun;

    Requests(ConnectionInput incoming) {
      this.incoming = incoming;
    }

    @Override
    public byte[] get() {
      var next = ready.poll();
      return next == null ? more() : next;
    }

    void begin(byte[] bytes) {
      missing = 0;
      incoming.expectRest(true);
      var head = new RequestHeadReader(bytes, this);
      var firstLine = head.readFirstLine();
      if (TrackerHeadNormalizer.isSpokenIn(firstLine)) {
        translate(head);
      } else {
        head.checkFirstLine(firstLine);
        ready.add(head.bytes());
        incoming.expectRest(false);
      }
    }

    private void translate(RequestHeadReader head) {
      var strict =
          TrackerHeadNormalizer.strict(head.readToEnd())
              .orElseThrow(RequestHeadReader::unintelligible);
      ready.add(strict.text().getBytes(StandardCharsets.ISO_8859_1));
      missing = strict.bodyLength();
      incoming.expectRest(missing > 0);
      bodyBegun = false;
      if (head.rest().length > 0) {
        ready.add(counted(head.rest()));
      }
    }

    /**
     * Some trackers count a line break at the end of the body and do not send it, or late. Then it
     * is supplied here; if it comes after all, it is an empty line before the next request.
     */
    private byte[] more() {
      if (bodyBegun && missing > 0 && missing <= LINE_BREAK.length) {
        return counted(incoming.within(GRACE).orElseGet(this::lineBreak));
      }
      return counted(incoming.get());
    }

    private byte[] lineBreak() {
      return Arrays.copyOfRange(LINE_BREAK, LINE_BREAK.length - (int) missing, LINE_BREAK.length);
    }

    private byte[] counted(byte[] body) {
      missing = Math.max(0, missing - body.length);
      bodyBegun = true;
      return body;
    }
  }
}
