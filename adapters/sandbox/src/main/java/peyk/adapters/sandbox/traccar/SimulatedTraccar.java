package peyk.adapters.sandbox.traccar;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import peyk.adapters.sandbox.LoopbackServer;
import peyk.adapters.sandbox.StateLock;

/**
 * A simulated Traccar server, in memory, on 127.0.0.1. It serves the REST API under {@code /api}
 * and the web socket. Statuses, orders, delays and traps are those of the real server, as far as a
 * client of it meets them. There are no tracker protocols, no maps, and no reports except events.
 *
 * <p>All methods may be called from any thread. Nothing is left once it is closed.
 */
public class SimulatedTraccar implements AutoCloseable {
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(365);

  // The tests' subclass works on these.
  final TraccarOptions options;
  final TraccarState state;
  final StateLock lock;
  final SocketHub sockets;
  final TrackerConnections connections;
  final TrackerTraffic traffic;
  final LoopbackServer server;
  private final SimulationScheduler scheduler = new SimulationScheduler();

  SimulatedTraccar(TraccarOptions options, RequestInterceptor interceptor) {
    this.options = options;
    state = new TraccarState(options);
    lock = state.lock();
    sockets = new SocketHub(state);
    connections = new TrackerConnections(scheduler::soon, options.clock(), !options.released());
    var publisher = new EventPublisher(state, sockets);
    traffic = new TrackerTraffic(state, connections, sockets, publisher, scheduler);
    var routes = new TraccarRoutes(state, connections, sockets, interceptor);
    server = new LoopbackServer(options.port(), routes::configure);
  }

  /** Starts a Traccar that behaves as the options say. */
  public static SimulatedTraccar start(TraccarOptions options) {
    var traccar = new SimulatedTraccar(options, RequestInterceptor.NONE);
    traccar.open();
    return traccar;
  }

  final void open() {
    server.start();
    scheduler.every(options.keepalive(), this::keepAlive);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.port();
  }

  /** The base address, without {@code /api}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The clock of events and tokens. */
  public InstantSource clock() {
    return options.clock();
  }

  /** Adds an administrator, who unlike the service account is a user, with a token. */
  public SimulatedAccount administrator() {
    return lock.call(() -> {
      var user = new User();
      user.name = "Administrator";
      user.email = "admin" + (state.users().table().size() + 1) + "@example.org";
      user.administrator = true;
      user.deviceLimit = -1;
      var id = state.users().add(user).id;
      return new SimulatedAccount(id, state.tokens().issue(id, endOfLongToken()));
    });
  }

  final Instant endOfLongToken() {
    return clock().instant().plus(TOKEN_LIFETIME);
  }

  /**
   * Adds a device that is offline and linked to nobody.
   *
   * @return its id
   */
  public long addDevice(
      String imei,
      String name,
      @Nullable String model,
      Map<String, ? extends @Nullable Object> attributes) {
    return lock.call(() -> {
      var device = new Device();
      device.uniqueId = imei;
      device.name = name;
      device.model = model;
      device.attributes = new LinkedHashMap<>(attributes);
      return state.devices().add(device).id;
    });
  }

  /** Whether there is a device with this IMEI. */
  public boolean hasDevice(String imei) {
    return lock.call(() -> state.devices().withImei(imei).isPresent());
  }

  /**
   * Connects a tracker, which makes its device online.
   *
   * @throws NoSuchElementException if the device is unknown and the options do not register it
   */
  public void connect(String imei, TrackerConnection connection) {
    lock.run(() -> traffic.connected(knownOrRegistered(imei), connection));
  }

  /** Ends a tracker's connection, which makes its device offline. */
  public void disconnect(String imei) {
    lock.run(() -> traffic.disconnected(known(imei), Device.OFFLINE));
  }

  /** Receives an answer of a tracker, asked for or not. Its device is online afterwards. */
  public void emitAnswer(String imei, String text) {
    lock.run(() -> traffic.answered(known(imei), text));
  }

  /** Runs work after a delay, one at a time with everything else that the simulation delays. */
  public void later(Duration delay, Runnable work) {
    scheduler.later(delay, work);
  }

  /** Sends the keep-alive frame, as the scheduler does too. */
  final void keepAlive() {
    lock.run(sockets::keepAlive);
  }

  final Device known(String imei) {
    return state
        .devices()
        .withImei(imei)
        .orElseThrow(() -> new NoSuchElementException("no device with this IMEI"));
  }

  private Device knownOrRegistered(String imei) {
    if (options.registerUnknown() && !hasDevice(imei)) {
      addDevice(imei, imei, null, Map.of());
    }
    return known(imei);
  }

  @Override
  public void close() {
    scheduler.close();
    lock.run(sockets::cutAll);
    server.close();
  }
}
