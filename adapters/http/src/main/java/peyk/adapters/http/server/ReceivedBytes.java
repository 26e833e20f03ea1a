package peyk.adapters.http.server;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import peyk.application.monitoring.Metric;

/**
 * Bounds the bytes of all requests that have arrived and are not answered yet. When there are too
 * many, the largest request that has not arrived whole is dropped. So a client that holds back the
 * end of a request loses it, and others are served.
 */
public final class ReceivedBytes {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final long most;
  private final Counter dropped;
  private final Map<ClientWatch, Integer> requests = new HashMap<>();
  private final Map<ClientWatch, CompletableFuture<Void>> waiting = new HashMap<>();
  private long total;

  /** Bytes of clients that were dropped, and whose threads have not ended yet. */
  private long leaving;

  /**
   * @param most bytes of all requests together
   */
  public ReceivedBytes(long most, MeterRegistry registry) {
    this.most = most;
    dropped =
        registry.getOrCreate(
            Counter.builder(Metric.HTTP_REQUESTS_DROPPED.id())
                .description(Metric.HTTP_REQUESTS_DROPPED.description()));
  }

  /** Those who were dropped for the sake of a request, and when there is room for it. */
  private record Held(List<ClientWatch> dropped, CompletableFuture<Void> room) {}

  /**
   * Returns when there is room again, or when the client itself was dropped. Closing a connection
   * may take time, so nobody else waits for it.
   */
  void add(ClientWatch client, int bytes) {
    var held = hold(client, bytes);
    held.dropped().forEach(ClientWatch::disconnect);
    held.room().join();
  }

  private synchronized Held hold(ClientWatch client, int bytes) {
    requests.merge(client, bytes, Integer::sum);
    total += bytes;
    leaving += client.isDropped() ? bytes : 0;
    var victims = new ArrayList<ClientWatch>();
    while (total - leaving > most) {
      var victim = largest(client);
      drop(victim);
      victims.add(victim);
    }
    return new Held(victims, room(client));
  }

  private CompletableFuture<Void> room(ClientWatch client) {
    return total <= most || client.isDropped()
        ? DONE
        : waiting.computeIfAbsent(client, none -> new CompletableFuture<>());
  }

  /** Requests that are being answered are spared. */
  private ClientWatch largest(ClientWatch newest) {
    return requests.entrySet().stream()
        .filter(one -> one.getKey() == newest || mayBeDropped(one.getKey()))
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(newest);
  }

  private boolean mayBeDropped(ClientWatch client) {
    return !client.isDropped() && (client.isAwaited() || waiting.containsKey(client));
  }

  private void drop(ClientWatch client) {
    leaving += requests.getOrDefault(client, 0);
    dropped.increment();
    client.drop();
    waiting.getOrDefault(client, DONE).complete(null);
  }

  synchronized void release(ClientWatch client) {
    var bytes = requests.getOrDefault(client, 0);
    requests.remove(client);
    waiting.remove(client);
    total -= bytes;
    leaving -= client.isDropped() ? bytes : 0;
    if (total <= most) {
      waiting.values().forEach(one -> one.complete(null));
      waiting.clear();
    }
  }
}
