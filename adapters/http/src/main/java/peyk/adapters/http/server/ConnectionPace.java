package peyk.adapters.http.server;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import peyk.application.monitoring.Metric;
import peyk.domain.ClientAddress;

/**
 * Lets the connections of an address that has many begin one after the other. So one client that
 * opens thousands at once leaves others their share of the processors and of the heap. The newest
 * one begins first: who comes from the same address later does not wait for the whole flood.
 */
public final class ConnectionPace {
  /** Two processors can begin about twice as many connections a second. */
  private static final Duration GAP = Duration.ofNanos(500_000);

  private final int unpaced;
  private final Executor afterGap;
  private final Counter delayed;
  private final Map<ClientAddress, Client> clients = new HashMap<>();

  private static final class Client {
    private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
    private int connections;
  }

  /**
   * @param unpaced connections of one address that begin at once
   */
  public ConnectionPace(int unpaced, MeterRegistry registry) {
    this(unpaced, registry, CompletableFuture.delayedExecutor(GAP.toNanos(), TimeUnit.NANOSECONDS));
  }

  ConnectionPace(int unpaced, MeterRegistry registry, Executor afterGap) {
    this.unpaced = unpaced;
    this.afterGap = afterGap;
    delayed =
        registry.getOrCreate(
            Counter.builder(Metric.HTTP_CONNECTIONS_DELAYED.id())
                .description(Metric.HTTP_CONNECTIONS_DELAYED.description()));
  }

  /**
   * @return opens when the connection may begin; it has to {@link #leave} afterwards in any case
   */
  synchronized CountDownLatch enter(ClientAddress address) {
    var client = clients.computeIfAbsent(address, any -> new Client());
    client.connections++;
    if (client.connections <= unpaced) {
      return new CountDownLatch(0);
    }
    delayed.increment();
    var turn = new CountDownLatch(1);
    client.waiting.addLast(turn);
    if (client.waiting.size() == 1) {
      afterGap.execute(() -> letNewestBegin(client));
    }
    return turn;
  }

  private synchronized void letNewestBegin(Client client) {
    client.waiting.removeLast().countDown();
    if (!client.waiting.isEmpty()) {
      afterGap.execute(() -> letNewestBegin(client));
    }
  }

  synchronized void leave(ClientAddress address) {
    clients.computeIfPresent(address, (any, client) -> --client.connections == 0 ? null : client);
  }
}
