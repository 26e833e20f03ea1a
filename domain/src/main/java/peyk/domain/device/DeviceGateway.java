package peyk.domain.device;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import peyk.domain.account.AccountId;

/**
 * The devices of Traccar. Every method throws {@link peyk.domain.GatewayUnavailableException} if
 * Traccar cannot be asked; that is never the same as "no such device".
 */
public interface DeviceGateway {
  /** The device whose {@code uniqueId} is exactly this IMEI. */
  Optional<Device> find(Imei imei);

  Optional<Device> get(DeviceId id);

  /**
   * Hands over all devices of the server, with their attributes, in portions; read page by page, so
   * that one that is renamed meanwhile may come twice or be missed.
   */
  void forEach(Consumer<List<Device>> portion);

  /** The devices linked to a user, in no order, and possibly without their attributes. */
  List<Device> ofAccount(AccountId account);

  /**
   * Reads a device, lets it be changed, and writes it back whole if its name, model or attributes
   * differ; what {@link Device} does not show stays as it is. Traccar lets the last writer win, so
   * there must be one caller at a time for a device.
   *
   * @param change called once with the device as it is, unless there is no such device
   * @return the change's report, once the device has been written; empty if there is no such device
   * @throws IllegalStateException if Traccar refuses what was to be written
   */
  <T> Optional<T> update(DeviceId id, Function<Device, Edit<T>> change);

  /**
   * A device as it is to be written, and whatever the caller wants to know about how it came about.
   */
  record Edit<T>(Device device, T report) {}
}
