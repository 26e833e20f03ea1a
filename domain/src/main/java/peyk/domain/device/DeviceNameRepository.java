package peyk.domain.device;

import java.util.Collection;
import java.util.function.Supplier;
import peyk.domain.account.AccountId;

/**
 * Numbers that were given to devices whose names are not in Traccar yet, so that no two devices of
 * one owner get the same.
 */
public interface DeviceNameRepository {
  /**
   * Reserves the next free number of an owner for a device; if it has one reserved for that owner,
   * the same again. Owners wait for one another only with themselves.
   *
   * @param namesInTraccar the names of the owner's other devices, asked for while no other number
   *     of that owner can be reserved; may throw {@link peyk.domain.GatewayUnavailableException},
   *     and then nothing is reserved
   */
  int reserve(AccountId owner, DeviceId device, Supplier<Collection<String>> namesInTraccar);
}
