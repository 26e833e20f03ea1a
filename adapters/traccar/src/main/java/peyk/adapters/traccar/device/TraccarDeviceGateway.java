package peyk.adapters.traccar.device;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import peyk.adapters.traccar.lookup.KeyLookup;
import peyk.adapters.traccar.lookup.KeyLookup.Resource;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.tracker.KnownTrackers;
import peyk.domain.tracker.TrackerIndex;

/** The devices of a Traccar server. */
public final class TraccarDeviceGateway implements DeviceGateway {
  /** A device has four kilobytes at most. */
  private static final int BATCH = 500;

  /** Rows that a search reads first for each device that it may return. */
  private static final int ROWS_PER_RESULT = 2;

  /** An app may save the device again and again. */
  private static final int ATTEMPTS = 3;

  private final TraccarClient client;
  private final KnownTrackers known;
  private final KeyLookup devices;

  /** Searches for every device. */
  public TraccarDeviceGateway(TraccarClient client) {
    this(client, new TrackerIndex());
  }

  /**
   * @param known of these devices Traccar is asked by their ids, which is much cheaper than a
   *     search
   */
  public TraccarDeviceGateway(TraccarClient client, KnownTrackers known) {
    this.client = client;
    this.known = known;
    devices = new KeyLookup(client, Resource.DEVICES);
  }

  @Override
  public Optional<Device> find(Imei imei) {
    return known
        .find(imei)
        .flatMap(id -> devices.find(id.value()))
        .filter(row -> Resource.DEVICES.matches(row, imei.digits()))
        .or(() -> devices.find(imei.digits()))
        .map(DeviceJson::new)
        .map(DeviceJson::toDomain);
  }

  @Override
  public Optional<Device> get(DeviceId id) {
    return read(id).map(DeviceJson::toDomain);
  }

  @Override
  public void forEach(Consumer<List<Device>> batch) {
    var gathered = new ArrayList<Device>();
    client.forEachRow(
        "list devices with attributes",
        "/devices?all=true",
        row -> {
          gathered.add(new DeviceJson(row).toDomain());
          if (gathered.size() == BATCH) {
            handOver(gathered, batch);
          }
        });
    handOver(gathered, batch);
  }

  private static void handOver(List<Device> gathered, Consumer<List<Device>> batch) {
    if (!gathered.isEmpty()) {
      batch.accept(List.copyOf(gathered));
      gathered.clear();
    }
  }

  /** {@inheritDoc} They come without attributes, which makes the response much shorter. */
  @Override
  public List<Device> ofAccount(AccountId account) {
    var found = new ArrayList<Device>();
    client.forEachRow(
        "list devices of user",
        "/devices?excludeAttributes=true&userId=" + account,
        row -> found.add(new DeviceJson(row).toDomain()));
    return found;
  }

  /**
   * {@inheritDoc} Traccar looks into other columns too, older servers ignore the keyword, and
   * {@code %} in it means any text. So if a part of the results holds too few devices, all are
   * read.
   */
  @Override
  public List<Device> search(String text, int atMost) {
    var path = "/devices?all=true&excludeAttributes=true&keyword=" + encoded(text);
    var limit = atMost * ROWS_PER_RESULT;
    var part = new Search(text, atMost);
    part.read(path + "&limit=" + limit);
    if (part.found.size() == atMost || part.rows < limit) {
      return part.found;
    }
    var all = new Search(text, atMost);
    all.read(path);
    return all.found;
  }

  private final class Search {
    private final String text;
    private final int atMost;
    private final List<Device> found = new ArrayList<>();
    private int rows;

    Search(String text, int atMost) {
      this.text = text;
      this.atMost = atMost;
    }

    void read(String path) {
      client.readRows(ApiRequest.get("search devices", path), this::add);
    }

    /** Whether more are wanted. */
    private boolean add(JsonNode row) {
      rows++;
      var device = new DeviceJson(row).toDomain();
      if (device.isNamedLike(text)) {
        found.add(device);
      }
      return found.size() < atMost;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public <T> Optional<T> update(DeviceId id, Function<Device, Edit<T>> change) {
    return read(id).flatMap(read -> update(read, change, ATTEMPTS));
  }

  private Optional<DeviceJson> read(DeviceId id) {
    return devices.find(id.value()).map(DeviceJson::new);
  }

  /** Traccar has no conditional write, so the device is read again right before it is written. */
  private <T> Optional<T> update(DeviceJson read, Function<Device, Edit<T>> change, int attempts) {
    var before = read.toDomain();
    var edit = change.apply(before);
    if (!read.differsFrom(edit.device())) {
      return Optional.of(edit.report());
    }
    var present = read(before.id());
    if (present.filter(latest -> latest.differsFrom(before)).isPresent()) {
      if (attempts == 1) {
        throw new GatewayUnavailableException(
            "device " + before.id() + " is being changed by others all the time");
      }
      return update(present.get(), change, attempts - 1);
    }
    present.ifPresent(latest -> write(before.id(), latest.changedTo(edit.device())));
    return present.map(_ -> edit.report());
  }

  /** Traccar gets the id twice, and the one in the body counts. */
  private void write(DeviceId id, JsonNode device) {
    var response = client.sendOrThrow(ApiRequest.put("write device", "/devices/" + id, device));
    if (LosslessJson.id(response.json()) != id.value()) {
      throw new IllegalStateException("Traccar wrote another device than " + id);
    }
  }
}
