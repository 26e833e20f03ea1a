package peyk.adapters.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each method and path was asked for. */
final class RequestCounter {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void count(String method, String path) {
    counts.computeIfAbsent(method + " " + path, _ -> new LongAdder()).increment();
  }

  int count(String methodAndPathPrefix) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(methodAndPathPrefix))
        .mapToInt(entry -> entry.getValue().intValue())
        .sum();
  }

  void reset() {
    counts.clear();
  }
}
