package peyk.adapters.traccar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.metrics.api.Metrics;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import peyk.adapters.sandbox.traccar.ControllableTraccar;
import peyk.adapters.sandbox.traccar.SimulatedAccount;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.account.AccountId;
import peyk.domain.account.SessionToken;
import peyk.domain.device.DeviceId;
import peyk.domain.time.ClusterTime;

/** A simulated Traccar with an administrator for this service, and a client with its token. */
public final class TraccarFixture implements AutoCloseable {
  private final ControllableTraccar traccar;
  private final SimulatedAccount self;
  private final TraccarClient client;
  private int lastDevice;
  private int lastUser;

  private TraccarFixture(ControllableTraccar traccar, UnaryOperator<TraccarConfig> settings) {
    this.traccar = traccar;
    self = traccar.administrator();
    client = client(settings.apply(config(traccar.uri(), self.token())), traccar.clock()::instant);
  }

  public static TraccarFixture start() {
    return start(TraccarOptions.defaults());
  }

  public static TraccarFixture start(TraccarOptions options) {
    return start(options, UnaryOperator.identity());
  }

  public static TraccarFixture start(
      TraccarOptions options, UnaryOperator<TraccarConfig> settings) {
    return new TraccarFixture(
        ControllableTraccar.start(options.withAnswerDelay(Duration.ZERO)), settings);
  }

  public static TraccarConfig config(URI uri, String token) {
    return TraccarConfig.of(
        uri, new SessionToken(token), Duration.ofSeconds(3), Duration.ofSeconds(5));
  }

  public static TraccarClient client(TraccarConfig config, ClusterTime clock) {
    return new TraccarClient(config, Metrics.globalRegistry(), clock);
  }

  /** A client with other settings, or another token. */
  public TraccarClient anotherClient(UnaryOperator<TraccarConfig> settings) {
    return client(settings.apply(client.config()), traccar.clock()::instant);
  }

  public ControllableTraccar traccar() {
    return traccar;
  }

  public TraccarClient client() {
    return client;
  }

  public SimulatedAccount self() {
    return self;
  }

  public AccountId someone() {
    return new AccountId(traccar.addUser("user" + ++lastUser + "@example.org", "secret"));
  }

  /** Adds a user without the gateways. */
  public AccountId add(String login, String name) {
    var body = new LinkedHashMap<String, Object>(Map.of("name", name, "email", login));
    body.put("password", "secret");
    var user = client.sendOrThrow(ApiRequest.post("seed", "/users", body)).json();
    return new AccountId(user.path("id").asLong());
  }

  public static String imei(DeviceId device) {
    return String.format("3501234%08d", device.value());
  }

  /** A device whose IMEI is made of its id. */
  public DeviceId aDevice() {
    var expected = new DeviceId(++lastDevice);
    var id = new DeviceId(traccar.addDevice(imei(expected), "car " + lastDevice));
    if (!id.equals(expected)) {
      throw new IllegalStateException("devices must be added here only");
    }
    return id;
  }

  /** Puts a device into a new group that is linked to this service's user. */
  public void linkByGroup(DeviceId device) {
    var group =
        client.sendOrThrow(ApiRequest.post("seed", "/groups", Map.of("name", "cars"))).json();
    var link = new LinkedHashMap<String, Object>();
    link.put("userId", self.id());
    link.put("groupId", group.path("id").asLong());
    client.sendOrThrow(ApiRequest.post("seed", "/permissions", link));
    ObjectNode changed =
        client.sendOrThrow(ApiRequest.get("seed", "/devices/" + device)).json().deepCopy();
    changed.put("groupId", group.path("id").asLong());
    client.sendOrThrow(ApiRequest.put("seed", "/devices/" + device, changed));
  }

  @Override
  public void close() {
    client.close();
    traccar.close();
  }
}
