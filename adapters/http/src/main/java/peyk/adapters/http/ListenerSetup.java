package peyk.adapters.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import peyk.adapters.http.admin.AdminService;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.server.ConnectionInput;
import peyk.adapters.http.server.ConnectionPace;
import peyk.adapters.http.server.Envelope;
import peyk.adapters.http.server.ErrorReplies;
import peyk.adapters.http.server.ReceivedBytes;
import peyk.adapters.http.server.RequestHeaderCheck;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.WatchingSelector;
import peyk.adapters.http.tracker.TrackerDataReader;

/** How the two listeners read requests, and what they accept. */
public final class ListenerSetup {
  /** On the admin port, the rest of a refused body is dropped up to this length. */
  private static final long DISCARDED_BYTES = 16 * 1024 * 1024;

  /** Connections to the admin port: few people and programs need it, and each takes memory. */
  private static final int MOST_OPERATORS = 256;

  /** A connection by TLS takes about four times the memory of another. */
  private static final int TLS_SHARE = 4;

  private static final Duration LONGEST_CHECK_PERIOD = Duration.ofSeconds(1);

  private final ServerLimits limits;
  private final MeterRegistry registry;
  private final ReceivedBytes received;

  public ListenerSetup(ServerLimits limits, MeterRegistry registry) {
    this.limits = limits;
    this.registry = registry;
    this.received = new ReceivedBytes(limits.receivedBytes(), registry);
  }

  /**
   * Trackers speak their own HTTP on this listener, everybody else the standard's. Helidon holds a
   * whole chunk in memory, so it refuses a body that is too long for all paths by itself.
   */
  public void forClients(ListenerConfig.BuilderBase<?, ?> listener, CorsOrigins origins) {
    var http1 = http1(limits.mobileBodyBytes()).maxPrologueLength(TrackerDataReader.LONGEST_LINE);
    setUp(listener, http1, Duration.ZERO, TrackerDataReader::of);
    listener
        .directHandlers(errors(origins).early())
        .maxTcpConnections(limits.connections())
        .backlog(limits.connections())
        .maxPayloadSize(limits.trackerBodyBytes());
  }

  static ErrorReplies errors(CorsOrigins origins) {
    return new ErrorReplies(Envelope::of, origins::permit);
  }

  /**
   * A long body may take longer in all, unless it comes at less than 1 kB a second.
   *
   * @param longestPart bytes of a part of a release, which may be longer than any other body
   */
  public void forOperators(ListenerConfig.BuilderBase<?, ?> listener, long longestPart) {
    setUp(listener, http1(limits.bodyBytes()), Duration.ofMillis(1), DataReader::create);
    listener
        .directHandlers(AdminService.errors().early())
        .maxTcpConnections(Math.min(limits.connections(), MOST_OPERATORS))
        .maxPayloadSize(Math.max(limits.bodyBytes(), longestPart) + DISCARDED_BYTES);
  }

  /** The same over TLS, after the listener was set up. */
  void overTls(ListenerConfig.BuilderBase<?, ?> listener, SSLContext context) {
    var most = Math.max(1, listener.maxTcpConnections() / TLS_SHARE);
    listener
        .tls(Tls.builder().sslContext(context).build())
        // another kind of socket shakes hands before the client is watched
        .useNio(true)
        .maxTcpConnections(most)
        .backlog(most);
  }

  private void setUp(
      ListenerConfig.BuilderBase<?, ?> listener,
      Http1Config.Builder http1,
      Duration perByte,
      Function<ConnectionInput, DataReader> reader) {
    var pace = new ConnectionPace(limits.unpacedConnections(), registry);
    var connections = Http1ConnectionSelector.builder().config(http1.build()).build();
    listener
        .protocolsDiscoverServices(false)
        .addConnectionSelector(
            new WatchingSelector(connections, limits, perByte, received, pace, reader))
        .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
        .idleConnectionPeriod(checkPeriod())
        .shutdownGracePeriod(limits.shutdownTimeout());
  }

  /** Short enough for the shorter one of the timeouts. */
  private Duration checkPeriod() {
    return Stream.of(limits.requestTimeout(), limits.idleTimeout())
        .map(timeout -> timeout.dividedBy(4))
        .reduce(LONGEST_CHECK_PERIOD, (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  /** Helidon's own logs of requests and responses are off: they would show tokens and secrets. */
  private static Http1Config.Builder http1(long bodyBytes) {
    return Http1Config.builder()
        .addReceiveListener(new RequestHeaderCheck(bodyBytes))
        .receiveLog(false)
        .sendLog(false);
  }
}
