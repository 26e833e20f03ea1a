package peyk.adapters.http.tracker;

import io.helidon.common.buffers.DataReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Supplier;
import peyk.adapters.http.server.ConnectionInput;

/**
 * Reads requests for Helidon's HTTP/1.1. The heads of trackers' requests are normalized first. All
 * other bytes pass as they are.
 */
public final class TrackerDataReader extends DataReader {
  /**
   * The longest first line. Helidon is configured with the same value: it looks this far for the
   * end of a line when it begins a request, and at no other time.
   */
  public static final int LONGEST_LINE = 64 * 1024;

  /** The timeout after which a missing line break at the end of a body counts as never sent. */
  private static final Duration LINE_BREAK_TIMEOUT = Duration.ofSeconds(1);

  /** A tracker may send a line break that it does not count. */
  private static final Duration SILENCE = Duration.ofMillis(50);

  private static final byte[] LINE_BREAK = {'\r', '\n'};

  private final Requests requests;

  private TrackerDataReader(Requests requests) {
    super(requests);
    this.requests = requests;
  }

  public static DataReader of(ConnectionInput input) {
    return new TrackerDataReader(new Requests(input));
  }

  @Override
  public int findNewLine(int max) {
    if (max == LONGEST_LINE) {
      requests.begin(available() == 0 ? requests.get() : readBytes(available()));
    }
    return super.findNewLine(max);
  }

  /** The bytes that Helidon gets to read. */
  private static final class Requests implements Supplier<byte[]> {
    private final ConnectionInput input;
    private final Queue<byte[]> ready = new ArrayDeque<>();

    /** The rest of a tracker's body, as the tracker counts it. */
    private long missing;

    private boolean bodyBegun;

    Requests(ConnectionInput input) {
      this.input = input;
    }

    @Override
    public byte[] get() {
      var next = ready.poll();
      return next == null ? more() : next;
    }

    void begin(byte[] bytes) {
      missing = 0;
      input.expectRest(SILENCE);
      var head = new RequestHeadReader(bytes, this);
      var firstLine = head.readFirstLine();
      if (TrackerHeadNormalizer.isTrackerRequest(firstLine)) {
        normalize(head);
      } else {
        head.checkFirstLine(firstLine);
        ready.add(head.bytes());
        input.expectRest(Duration.ZERO);
      }
    }

    private void normalize(RequestHeadReader head) {
      var normalized =
          TrackerHeadNormalizer.normalize(head.readToEnd())
              .orElseThrow(RequestHeadReader::unintelligible);
      ready.add(RequestHeadReader.bytes(normalized.text()));
      missing = normalized.bodyLength();
      input.expectRest(missing > 0 ? SILENCE : Duration.ZERO);
      bodyBegun = false;
      if (head.rest().length > 0) {
        ready.add(counted(head.rest()));
      }
    }

    /**
     * Some trackers count a line break at the end of the body but send it late, or never. Then it
     * is supplied here. If it arrives after all, it is an empty line before the next request.
     */
    private byte[] more() {
      if (bodyBegun && missing > 0 && missing <= LINE_BREAK.length) {
        return counted(lineBreakOrMore());
      }
      return counted(input.get());
    }

    private byte[] lineBreakOrMore() {
      try {
        return input.within(LINE_BREAK_TIMEOUT).orElseGet(this::lineBreak);
      } catch (RuntimeException e) {
        return lineBreak(); // the tracker has finished sending
      }
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
