package peyk.bootstrap;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How the service answered its clients. */
final class Answers {
  /** The contract has the tracker's firmware check answer 500 when its decision is not stored. */
  private static final String MAY_FAIL = "/fota.php";

  private final Map<Integer, AtomicInteger> byStatus = new ConcurrentHashMap<>();
  private final Queue<String> bad = new ConcurrentLinkedQueue<>();

  <T> HttpResponse<T> count(HttpResponse<T> answer) {
    int status = answer.statusCode();
    byStatus.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
    if (status == 503 && answer.headers().firstValue("Retry-After").isEmpty()) {
      bad.add("no Retry-After: " + answer.uri().getPath() + " " + answer.body());
    }
    if (status == 500 && !answer.uri().getPath().equals(MAY_FAIL)) {
      bad.add("500: " + answer.uri().getPath() + " " + answer.body());
    }
    return answer;
  }

  int with(int status) {
    return byStatus.getOrDefault(status, new AtomicInteger()).get();
  }

  /** Answers that no client should get: an internal error, or an outage without an end. */
  Queue<String> bad() {
    return bad;
  }

  @Override
  public String toString() {
    return byStatus.toString();
  }
}
