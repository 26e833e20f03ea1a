package peyk.domain.device;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import peyk.domain.account.AccountId;

/**
 * The devices of Traccar. Every method throws {@link peyk.domain.GatewayUnavailableException} if
 * Traccar cannot be asked.
 */
public interface DeviceGateway {
  /** The device whose {@code uniqueId} is exactly this IMEI. */
  Optional<Device> find(Imei imei);

  Optional<Device> get(DeviceId id);

  /** Reads all devices of the server, with their attributes, in batches while they arrive. */
  void forEach(Consumer<List<Device>> batch);

  /** The devices linked to a user, unordered, possibly without their attributes. */
  List<Device> ofAccount(AccountId account);

  /**
   * Devices whose name or {@code uniqueId} contains the text, whatever the letter case, unordered
   * and possibly without their attributes. It may take long on a Traccar older than 6.13.
   */
  List<Device> search(String text, int atMost);

  /**
   * Reads a device, changes it, and writes it back whole if its name, model or attributes differ.
   * Fields that {@link Device} lacks stay as they are. In Traccar the last writer wins, so each
   * device may have only one caller at a time.
   *
   * @param change called with the present device, unless there is none, and again if somebody
   *     changed the device in the meantime
   * @return the report, after the device was written; empty if there is no such device
   * @throws peyk.domain.RequestRefusedException if Traccar refuses the new state
   */
  <T> Optional<T> update(DeviceId id, Function<Device, Edit<T>> change);

  /** The device to write, and a report for the caller. */
  record Edit<T>(Device device, T report) {}
}
