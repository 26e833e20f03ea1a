package peyk.adapters.traccar.lookup;

import java.time.Duration;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.Deadline;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.diagnosis.TraccarVersion;

/**
 * Whether this Traccar knows {@code keyword}, which came with 6.13. Older servers ignore it and
 * list everything.
 */
final class KeywordSupport {
  private static final Duration LONGEST_AGE = Duration.ofMinutes(10);

  private final TraccarClient client;
  private volatile boolean works;
  private volatile Deadline knownUntil = Deadline.in(Duration.ZERO);

  KeywordSupport(TraccarClient client) {
    this.client = client;
  }

  boolean works() {
    if (knownUntil.nanosLeft() == 0) {
      remember(knowsKeyword(version()));
    }
    return works;
  }

  private String version() {
    var server = client.send(ApiRequest.get("read version", "/server"));
    return server.isSuccess() ? LosslessJson.text(server.json(), "version") : "";
  }

  /** A response showed that it does not. */
  void doesNotWork() {
    remember(false);
  }

  private void remember(boolean answer) {
    works = answer;
    knownUntil = Deadline.in(LONGEST_AGE);
  }

  /** A version that nobody can read counts as a new one: the results are checked anyway. */
  static boolean knowsKeyword(String version) {
    return !TraccarVersion.parse(version).isBefore(6, 13);
  }
}
