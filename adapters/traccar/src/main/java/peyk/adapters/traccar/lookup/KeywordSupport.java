package peyk.adapters.traccar.lookup;

import java.time.Duration;
import java.util.regex.Pattern;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.Deadline;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;

/**
 * Whether this Traccar knows {@code keyword}, which came with 6.13; servers before it ignore what
 * they do not know, and answer with everybody.
 */
final class KeywordSupport {
  private static final Duration ASK_AGAIN = Duration.ofMinutes(10);
  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\D.*)?");
  private static final int MAJOR = 6;
  private static final int MINOR = 13;

  private final TraccarClient client;
  private volatile boolean works;
  private volatile Deadline valid = Deadline.in(Duration.ZERO);

  KeywordSupport(TraccarClient client) {
    this.client = client;
  }

  boolean works() {
    if (valid.nanosLeft() == 0) {
      var server = client.ask(ApiRequest.get("read version", "/server")).json();
      works = knowsKeyword(LosslessJson.text(server, "version"));
      valid = Deadline.in(ASK_AGAIN);
    }
    return works;
  }

  /** An answer showed that it does not. */
  void doesNotWork() {
    works = false;
    valid = Deadline.in(ASK_AGAIN);
  }

  /** A version that cannot be read is taken for a new one: answers are looked at anyway. */
  static boolean knowsKeyword(String version) {
    var match = VERSION.matcher(version);
    if (!match.matches()) {
      return true;
    }
    var major = Integer.parseInt(match.group(1));
    return major > MAJOR || major == MAJOR && Integer.parseInt(match.group(2)) >= MINOR;
  }
}
