package peyk.adapters.sandbox.traccar;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import peyk.adapters.sandbox.LoopbackServer;
import peyk.adapters.sandbox.RequestCounter;
import peyk.adapters.sandbox.StateLock;
import peyk.adapters.sandbox.traccar.Faults.Effect;
import peyk.adapters.sandbox.traccar.Faults.Fault;
import peyk.adapters.sandbox.traccar.Faults.Moment;
import peyk.adapters.sandbox.trackers.SimulatedFleet;

/**
 * A simulation of a Traccar server, in memory, on 127.0.0.1: REST under {@code /api} and the web
 * socket, with the statuses, orders, delays and traps of the real one as far as a middleware meets
 * them. It is no Traccar: there are no trackers' protocols, no maps and no reports but of events,
 * and everything is gone when it is closed.
 *
 * <p>Tests seed it, make it fail, and look into it. All methods may be called from any thread.
 */
public final class SimulatedTraccar implements AutoCloseable {
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(365);
  private static final long FIRST_SEEDED_PHONE = 9_100_000_000L;

  private final TraccarOptions options;
  private final TraccarState state;
  private final StateLock lock;
  private final SimulationScheduler scheduler = new SimulationScheduler();
  private final Faults faults = new Faults();
  private final RequestCounter requests = new RequestCounter();
  private final SocketHub sockets;
  private final TrackerConnections connections;
  private final TrackerTraffic traffic;
  private final LoopbackServer server;

  private SimulatedTraccar(TraccarOptions options) {
    this.options = options;
    state = new TraccarState(options);
    lock = state.lock();
    sockets = new SocketHub(state);
    connections = new TrackerConnections(scheduler::soon, options.clock(), !options.released());
    traffic =
        new TrackerTraffic(
            state, connections, sockets, new EventPublisher(state, sockets), scheduler);
    server =
        new LoopbackServer(
            options.port(),
            new TraccarRoutes(state, connections, sockets, faults, requests)::configure);
  }

  /** Starts a Traccar with its default configuration on any free port. */
  public static SimulatedTraccar start() {
    return start(TraccarOptions.defaults());
  }

  /** Starts a Traccar that behaves as the options say. */
  public static SimulatedTraccar start(TraccarOptions options) {
    var traccar = new SimulatedTraccar(options);
    traccar.server.start();
    traccar.scheduler.every(options.keepalive(), traccar::keepAlive);
    return traccar;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.port();
  }

  /** The base address, without {@code /api}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The address of the web socket for a token. */
  public URI socketUri(String token) {
    return URI.create("ws://127.0.0.1:" + port() + "/api/socket?token=" + token);
  }

  /** The clock of events and tokens. */
  public InstantSource clock() {
    return options.clock();
  }

  @Override
  public void close() {
    scheduler.close();
    faults.clear();
    dropSockets();
    server.close();
  }

  // Seeding

  /** The token of the service account: administrates, but can be linked to nothing. */
  public String serviceToken() {
    return Authentication.SERVICE_TOKEN;
  }

  /** Adds a real administrator with a token. */
  public SimulatedAccount administrator() {
    return lock.call(() -> {
      var user = new User();
      user.name = "Administrator";
      user.email = "admin" + (state.users().table().size() + 1) + "@example.org";
      user.administrator = true;
      user.deviceLimit = -1;
      var id = state.users().add(user).id;
      return new SimulatedAccount(id, tokenFor(id));
    });
  }

  /** Adds a user whose name is the email and whose attributes are empty. */
  public long addUser(String email, String password) {
    return addUser(email, password, Map.of());
  }

  /** Adds a user whose name is the email. */
  public long addUser(
      String email, String password, Map<String, ? extends @Nullable Object> attributes) {
    return lock.call(() -> {
      var user = new User();
      user.name = email;
      user.email = email;
      user.password = password;
      user.attributes = new LinkedHashMap<>(attributes);
      return state.users().add(user).id;
    });
  }

  /**
   * Adds many users with mobile numbers as name, email and phone: {@code 09100000000} and on.
   *
   * @return the first one's id; the others follow without a gap
   */
  public long seedUsers(int count) {
    return lock.call(() -> {
      long first = 0;
      var phone = FIRST_SEEDED_PHONE;
      for (int added = 0; added < count; phone++) {
        var text = "0" + phone;
        if (state.users().withEmail(text).isPresent()) {
          continue;
        }
        var user = new User();
        user.name = text;
        user.email = text;
        user.phone = text;
        var id = state.users().add(user).id;
        first = added == 0 ? id : first;
        added++;
      }
      return first;
    });
  }

  /** Adds a device that is offline and linked to nobody. */
  public long addDevice(String imei, String name) {
    return addDevice(imei, name, null, Map.of());
  }

  /** Adds a device that is offline and linked to nobody. */
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

  /**
   * Adds many devices that are linked to nobody, with the IMEIs of a {@link SimulatedFleet}. They
   * are online, but nothing answers: there is no tracker behind them.
   */
  public void seedDevices(int count) {
    var now = clock().instant();
    lock.run(() -> {
      for (int index = 0; index < count; index++) {
        var device = new Device();
        device.uniqueId = SimulatedFleet.imei(index);
        device.name = device.uniqueId;
        state.devices().update(state.devices().add(device).seenAt(now));
      }
    });
  }

  /** Replaces the attributes of a device, as somebody else's write would. */
  public void setAttributes(String imei, Map<String, ? extends @Nullable Object> attributes) {
    lock.run(() -> {
      var changed = known(imei).withStatus(known(imei).status);
      changed.attributes = new LinkedHashMap<>(attributes);
      state.devices().update(changed);
    });
  }

  /** Adds one link, also where there is one already. */
  public void link(long userId, long deviceId) {
    lock.run(() -> state.links().table(LinkKind.USER_DEVICE).add(userId, deviceId));
  }

  /** Removes all links between the two. */
  public void unlink(long userId, long deviceId) {
    lock.run(() -> state.links().table(LinkKind.USER_DEVICE).remove(userId, deviceId));
  }

  /** Adds a notification that is linked to a user. */
  public long addNotification(long userId, String type, boolean always, String notificators) {
    return lock.call(() -> {
      var notification = new Notification();
      notification.type = type;
      notification.always = always;
      notification.notificators = notificators;
      var id = state.notifications().add(notification).id;
      state.links().table(LinkKind.USER_NOTIFICATION).add(userId, id);
      return id;
    });
  }

  /** A new token of a user, good for a year of the simulation's clock. */
  public String tokenFor(long userId) {
    return tokenFor(userId, clock().instant().plus(TOKEN_LIFETIME));
  }

  /** A new token of a user, good until then. */
  public String tokenFor(long userId, Instant expiration) {
    return lock.call(() -> state.tokens().issue(userId, expiration));
  }

  /** Refuses a user from now on; his open sockets stay open. */
  public void disableUser(long userId) {
    lock.run(() -> {
      var user = state.users().find(userId).orElseThrow().copy();
      user.disabled = true;
      state.users().replace(user);
    });
  }

  /** Deletes a user with his links. */
  public void deleteUser(long userId) {
    lock.run(() -> state.deleteUser(userId));
  }

  /** Deletes a device with its links. */
  public void deleteDevice(String imei) {
    lock.run(() -> state.deleteDevice(known(imei).id));
  }

  // Trackers

  /** Connects a tracker that receives commands and answers none. */
  public void connect(String imei) {
    connect(imei, _ -> {});
  }

  /** Connects a tracker: it is online from now on. */
  public void connect(String imei, TrackerConnection connection) {
    lock.run(() -> traffic.connected(knownOrNew(imei), connection));
  }

  /** Ends a tracker's connection: it is offline. */
  public void disconnect(String imei) {
    lock.run(() -> traffic.gone(known(imei), Device.OFFLINE));
  }

  /** Gives a tracker up that was silent for long: its status is unknown, commands are refused. */
  public void timeOut(String imei) {
    lock.run(() -> traffic.gone(known(imei), Device.UNKNOWN));
  }

  /** A tracker answers, asked or out of the blue; what speaks is online. */
  public void emitAnswer(String imei, String text) {
    lock.run(() -> traffic.answered(known(imei), text));
  }

  /** Positions come in from the devices that somebody with an open socket sees, in turn. */
  public void emitPositions(int count) {
    lock.run(() -> {
      var devices = sockets.seenDevices();
      for (int step = 0; step < count && !devices.isEmpty(); step++) {
        var deviceId = devices.get(step % devices.size());
        var number = step;
        state.devices().find(deviceId).ifPresent(device -> traffic.moved(device, number));
      }
    });
  }

  /** Any other event of a device, such as {@code ignitionOn}, at once. */
  public void emitEvent(
      String imei, String type, Map<String, ? extends @Nullable Object> attributes) {
    lock.run(() -> traffic.happened(known(imei), type, new LinkedHashMap<>(attributes)));
  }

  // Faults

  /** Refuses connections and cuts sockets; what the simulation knows stays, and goes on. */
  public void goDown() {
    dropSockets();
    faults.release();
    server.goDown();
  }

  /** Listens on the same port again. */
  public void comeBack() {
    server.comeBack();
  }

  /** A restart: sessions end, tokens live on, trackers are disconnected and offline, silently. */
  public void restart() {
    goDown();
    lock.run(() -> {
      state.sessions().endAll();
      traffic.forgotten();
    });
    comeBack();
  }

  /** Ends the TCP connection of every web socket without a close frame. */
  public void dropSockets() {
    lock.run(sockets::cutAll);
  }

  /** Delays every REST answer from now on. */
  public void slow(Duration delay) {
    faults.slow(delay);
  }

  /** Answers so many requests with a status instead of carrying them out. */
  public void failNext(String method, String pathPrefix, int status, int times) {
    faults.add(method, pathPrefix, new Fault(Moment.BEFORE, Effect.ANSWER_STATUS, status), times);
  }

  /** Carries so many requests out, and then answers with a status all the same. */
  public void failAfter(String method, String pathPrefix, int status, int times) {
    faults.add(method, pathPrefix, new Fault(Moment.AFTER, Effect.ANSWER_STATUS, status), times);
  }

  /** Ends the connection of so many requests without carrying them out. */
  public void cutNext(String method, String pathPrefix, int times) {
    faults.add(method, pathPrefix, new Fault(Moment.BEFORE, Effect.CUT_CONNECTION, 0), times);
  }

  /** Carries so many requests out, and then ends the connection without an answer. */
  public void cutAfter(String method, String pathPrefix, int times) {
    faults.add(method, pathPrefix, new Fault(Moment.AFTER, Effect.CUT_CONNECTION, 0), times);
  }

  /** Leaves the next such request without an answer until {@link #releaseHanging}. */
  public void hangNext(String method, String pathPrefix) {
    faults.add(method, pathPrefix, new Fault(Moment.BEFORE, Effect.HANG, 0), 1);
  }

  /** Carries the next such request out, and leaves it without an answer. */
  public void hangAfter(String method, String pathPrefix) {
    faults.add(method, pathPrefix, new Fault(Moment.AFTER, Effect.HANG, 0), 1);
  }

  /** Ends the connections of requests that hang. */
  public void releaseHanging() {
    faults.release();
  }

  /** How many requests hang at the moment. */
  public int hangingRequests() {
    return faults.hanging();
  }

  /** Forgets all faults that were asked for. */
  public void clearFaults() {
    faults.clear();
  }

  // Inspection

  /** How often a method was called on a path that begins so, e.g. {@code GET /api/users}. */
  public int requestCount(String method, String pathPrefix) {
    return requests.count(method + " " + pathPrefix);
  }

  /** Counts from nothing again. */
  public void resetRequestCounts() {
    requests.reset();
  }

  /** What went out over a tracker's connection, oldest first. */
  public List<String> commandsSentTo(String imei) {
    return lock.call(() -> connections.sentTo(imei));
  }

  /**
   * The least time between two commands in a row that went out over a tracker's connection; empty
   * if there were no two.
   */
  public Optional<Duration> leastPauseBetweenCommandsTo(String imei) {
    return lock.call(() -> connections.leastPause(imei));
  }

  /** The device with this IMEI, if there is one. */
  public Optional<SimulatedDevice> device(String imei) {
    return lock.call(() -> state.devices().withImei(imei).map(Device::snapshot));
  }

  /** The user with exactly this email, if there is one. */
  public Optional<SimulatedUser> user(String email) {
    return lock.call(() -> state.users().withEmail(email).map(User::snapshot));
  }

  /** How many users there are. */
  public int userCount() {
    return lock.call(() -> state.users().table().size());
  }

  /** The notifications linked to a user, in order of their ids. */
  public List<SimulatedNotification> notificationsOf(long userId) {
    return lock.call(() ->
        state.links().table(LinkKind.USER_NOTIFICATION).itemsOf(userId).stream()
            .sorted()
            .flatMap(id -> state.notifications().find(id).stream())
            .map(Notification::snapshot)
            .toList());
  }

  /** The users that a device is directly linked to, once for each row. */
  public List<Long> linksOf(long deviceId) {
    return lock.call(() -> {
      var table = state.links().table(LinkKind.USER_DEVICE);
      return table.ownersOf(deviceId).stream()
          .flatMap(userId -> copies(userId, table.rows(userId, deviceId)))
          .toList();
    });
  }

  /** How many devices are directly linked to a user. */
  public int linkedDeviceCount(long userId) {
    return lock.call(() -> state.links().table(LinkKind.USER_DEVICE).itemsOf(userId).size());
  }

  /** How often a device was replaced with {@code PUT /api/devices/{id}}. */
  public int writesTo(String imei) {
    return lock.call(() -> state.devices().writesTo(imei));
  }

  /** How many web sockets are open. */
  public int openSockets() {
    return lock.call(sockets::count);
  }

  /** Waits for so many open sockets of a user. */
  public void awaitSockets(long userId, int count, Duration patience) {
    lock.expect("sockets of a user", patience, () -> sockets.count(userId) >= count);
  }

  /** Waits for a command to go out to a tracker, unless it already did. */
  public void awaitCommand(String imei, String text, Duration patience) {
    lock.expect("command to a tracker", patience, () -> connections.sentTo(imei).contains(text));
  }

  /**
   * Waits until a condition holds; it is looked at after changes of the simulation, and now and
   * then.
   *
   * @return whether it came to hold in time
   */
  public boolean await(Duration patience, BooleanSupplier condition) {
    return lock.awaitFreely(patience, condition);
  }

  /** Sends the keep-alive frame, as the clock does too. */
  void keepAlive() {
    lock.run(sockets::keepAlive);
  }

  /** Runs on the simulation's own thread, in turn with everything else that has a delay. */
  public void later(Duration delay, Runnable work) {
    scheduler.later(delay, work);
  }

  private static Stream<Long> copies(long value, int count) {
    return Collections.nCopies(count, value).stream();
  }

  private Device known(String imei) {
    return state
        .devices()
        .withImei(imei)
        .orElseThrow(() -> new NoSuchElementException("no device with this IMEI"));
  }

  private Device knownOrNew(String imei) {
    if (options.registerUnknown() && state.devices().withImei(imei).isEmpty()) {
      addDevice(imei, imei);
    }
    return known(imei);
  }
}
