package peyk.adapters.sandbox.traccar;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import peyk.adapters.sandbox.trackers.SimulatedFleet;

/** A simulated Traccar that a test fills, makes fail, and inspects. */
public final class ControllableTraccar extends SimulatedTraccar {
  private static final long FIRST_SEEDED_PHONE = 9_100_000_000L;
  private static final long SHORTEST_POLL_NANOS = Duration.ofMillis(1).toNanos();
  private static final long LONGEST_POLL_NANOS = Duration.ofMillis(50).toNanos();

  private final TraccarRequests requests;

  private ControllableTraccar(TraccarOptions options, TraccarRequests requests) {
    super(options, requests);
    this.requests = requests;
  }

  /** Starts a Traccar with its default configuration on any free port. */
  public static ControllableTraccar start() {
    return start(TraccarOptions.defaults());
  }

  /** Starts a Traccar that behaves as the options say. */
  public static ControllableTraccar start(TraccarOptions options) {
    var traccar = new ControllableTraccar(options, new TraccarRequests());
    traccar.open();
    return traccar;
  }

  @Override
  public void close() {
    requests.clearFaults();
    super.close();
  }

  /** The requests that it receives, to count them and to make them fail. */
  public TraccarRequests requests() {
    return requests;
  }

  /** The address of the web socket for a token. */
  public URI socketUri(String token) {
    return URI.create("ws://127.0.0.1:" + port() + "/api/socket?token=" + token);
  }

  // Users and tokens

  /** The token of the service account, which is an administrator but can be linked to nothing. */
  public String serviceToken() {
    return Authentication.SERVICE_TOKEN;
  }

  /** Adds a user with the email as name and without attributes. */
  public long addUser(String email, String password) {
    return addUser(email, password, Map.of());
  }

  /** Adds a user with the email as name. */
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
   * Adds users with mobile numbers as name, email and phone, from {@code 09100000000} on.
   *
   * @return the id of the first; the others follow without a gap
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
        user.fixedEmail = true;
        var id = state.users().add(user).id;
        first = added == 0 ? id : first;
        added++;
      }
      return first;
    });
  }

  /** A new token of a user, valid for a year of the simulation's clock. */
  public String tokenFor(long userId) {
    return tokenFor(userId, endOfLongToken());
  }

  /** A new token of a user. */
  public String tokenFor(long userId, Instant expiration) {
    return lock.call(() -> state.tokens().issue(userId, expiration));
  }

  /** The number of sessions that were not ended. */
  public int openSessions() {
    return lock.call(() -> state.sessions().count());
  }

  /** Disables a user; open sockets stay open. */
  public void disableUser(long userId) {
    disable(userId, true);
  }

  /** Lets a user in again. */
  public void enableUser(long userId) {
    disable(userId, false);
  }

  private void disable(long userId, boolean disabled) {
    lock.run(() -> {
      var user = state.users().find(userId).orElseThrow().copy();
      user.disabled = disabled;
      state.users().replace(user);
    });
  }

  /** Deletes a user and all links of it. */
  public void deleteUser(long userId) {
    lock.run(() -> state.deleteUser(userId));
  }

  /** The user with exactly this email. */
  public Optional<SimulatedUser> user(String email) {
    return lock.call(() -> state.users().withEmail(email).map(SimulatedUser::of));
  }

  /** How many users there are. */
  public int userCount() {
    return lock.call(() -> state.users().table().size());
  }

  // Devices

  /** Adds a device that is offline and linked to nobody. */
  public long addDevice(String imei, String name) {
    return addDevice(imei, name, null, Map.of());
  }

  /**
   * Adds devices with the IMEIs of a {@link SimulatedFleet}. They are online and linked to nobody;
   * no tracker is behind them, so that commands get no answer.
   */
  public void seedDevices(int count) {
    seedDevices(count, SimulatedFleet::imei);
  }

  /** As {@link #seedDevices(int)}, with a name for each index. */
  public void seedDevices(int count, IntFunction<String> names) {
    var now = clock().instant();
    lock.run(() -> {
      for (int index = 0; index < count; index++) {
        var device = new Device();
        device.uniqueId = SimulatedFleet.imei(index);
        device.name = names.apply(index);
        state.devices().update(state.devices().add(device).seenAt(now));
      }
    });
  }

  /** Replaces the attributes of a device, as another client could. */
  public void setAttributes(String imei, Map<String, ? extends @Nullable Object> attributes) {
    lock.run(() -> {
      var changed = known(imei).withStatus(known(imei).status);
      changed.attributes = new LinkedHashMap<>(attributes);
      state.devices().update(changed);
    });
  }

  /** Reads a device as an app does that saves it later, whatever happened in between. */
  public DeviceCopy copyOf(String imei) {
    return lock.call(() -> new DeviceCopy(this, known(imei)));
  }

  /** Deletes a device and all links of it. */
  public void deleteDevice(String imei) {
    lock.run(() -> state.deleteDevice(known(imei).id));
  }

  /** The device with this IMEI. */
  public Optional<SimulatedDevice> device(String imei) {
    return lock.call(() -> state.devices().withImei(imei).map(SimulatedDevice::of));
  }

  void replace(Device device) {
    lock.run(() -> state.devices().replace(device));
  }

  /** How often clients replaced a device with {@code PUT /api/devices/{id}}. */
  public int writesTo(String imei) {
    return lock.call(() -> state.devices().writesTo(imei));
  }

  // Links and notifications

  /** Adds a link, and so a second row if there is one already. */
  public void link(long userId, long deviceId) {
    lock.run(() -> state.links().table(LinkKind.USER_DEVICE).add(userId, deviceId));
  }

  /** Removes all links between a user and a device. */
  public void unlink(long userId, long deviceId) {
    lock.run(() -> state.links().table(LinkKind.USER_DEVICE).remove(userId, deviceId));
  }

  /** The users that a device is directly linked to, once per row. */
  public List<Long> linksOf(long deviceId) {
    return lock.call(() -> {
      var table = state.links().table(LinkKind.USER_DEVICE);
      return table.ownersOf(deviceId).stream()
          .flatMap(userId -> copies(userId, table.rows(userId, deviceId)))
          .toList();
    });
  }

  private static Stream<Long> copies(long value, int count) {
    return Collections.nCopies(count, value).stream();
  }

  /** How many devices are directly linked to a user. */
  public int linkedDeviceCount(long userId) {
    return lock.call(() -> state.links().table(LinkKind.USER_DEVICE).itemsOf(userId).size());
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

  /** The notifications linked to a user, in order of their ids. */
  public List<SimulatedNotification> notificationsOf(long userId) {
    return lock.call(() ->
        state.links().table(LinkKind.USER_NOTIFICATION).itemsOf(userId).stream()
            .sorted()
            .flatMap(id -> state.notifications().find(id).stream())
            .map(SimulatedNotification::of)
            .toList());
  }

  // Trackers

  /** Connects a tracker that receives commands and answers none. */
  public void connect(String imei) {
    connect(imei, _ -> {});
  }

  /** Makes a device unknown, as a long silence does: commands to it are refused. */
  public void timeOut(String imei) {
    lock.run(() -> traffic.disconnected(known(imei), Device.UNKNOWN));
  }

  /** Receives positions from the devices that users with an open socket see, in turn. */
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

  /** Emits any other event of a device, such as {@code ignitionOn}, without a delay. */
  public void emitEvent(
      String imei, String type, Map<String, ? extends @Nullable Object> attributes) {
    lock.run(() -> traffic.emitted(known(imei), type, new LinkedHashMap<>(attributes)));
  }

  /** The commands that were sent to a tracker, oldest first. */
  public List<String> commandsSentTo(String imei) {
    return lock.call(() -> connections.sentTo(imei));
  }

  /** The shortest time between two commands to a tracker; empty if there were not two. */
  public Optional<Duration> leastPauseBetweenCommandsTo(String imei) {
    return lock.call(() -> connections.leastPause(imei));
  }

  /** Waits until a command has been sent to a tracker. */
  public void awaitCommand(String imei, String text, Duration timeout) {
    lock.expect("command to a tracker", timeout, () -> connections.sentTo(imei).contains(text));
  }

  // The server

  /** Refuses connections and cuts sockets. The state stays, and trackers go on. */
  public void goDown() {
    dropSockets();
    requests.releaseHanging();
    server.goDown();
  }

  /** Listens on the same port again. */
  public void comeBack() {
    server.comeBack();
  }

  /** Restarts: sessions end, tokens stay valid, trackers are offline without event or frame. */
  public void restart() {
    goDown();
    lock.run(() -> {
      state.sessions().endAll();
      traffic.disconnectedAll();
    });
    comeBack();
  }

  /** Ends the TCP connection of every web socket without a close frame. */
  public void dropSockets() {
    lock.run(sockets::cutAll);
  }

  /** Sends a frame of the test's own to every web socket, in pieces of so many characters. */
  public void emitFrame(String frame, int piece) {
    lock.run(() -> sockets.sendToAll(frame, piece));
  }

  /** How many web sockets are open. */
  public int openSockets() {
    return lock.call(sockets::count);
  }

  /** Waits until a user has so many open sockets. */
  public void awaitSockets(long userId, int count, Duration timeout) {
    lock.expect("sockets of a user", timeout, () -> sockets.count(userId) >= count);
  }

  /**
   * Waits until a condition holds. The condition may ask the server, so the pauses between two
   * checks grow.
   *
   * @return whether it held in time
   */
  public boolean await(Duration timeout, BooleanSupplier condition) {
    var begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      var waited = System.nanoTime() - begun;
      if (waited > timeout.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(Math.clamp(waited / 16, SHORTEST_POLL_NANOS, LONGEST_POLL_NANOS));
    }
    return true;
  }
}
