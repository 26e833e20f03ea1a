package peyk.adapters.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests by method and path. */
public final class RequestCounter {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  public void count(String method, String path) {
    counts.computeIfAbsent(method + " " + path, _ -> new LongAdder()).increment();
  }

  public int count(String methodAndPathPrefix) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(methodAndPathPrefix))
        .mapToInt(entry -> entry.getValue().intValue())
        .sum();
  }

  public void reset() {
    counts.clear();
  }
}
