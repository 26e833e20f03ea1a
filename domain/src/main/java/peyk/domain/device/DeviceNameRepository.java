package peyk.domain.device;

import java.util.Collection;
import java.util.function.Supplier;
import peyk.domain.account.AccountId;

/**
 * Numbers reserved for device names that are not in Traccar yet, so that an owner's devices get
 * different names.
 */
public interface DeviceNameRepository {
  /**
   * Reserves the owner's next free number for a device, or returns the one reserved before.
   *
   * @param namesInTraccar the names of the owner's other devices; may be read more than once. If it
   *     throws {@link peyk.domain.GatewayUnavailableException}, nothing is reserved
   */
  int reserve(AccountId owner, DeviceId device, Supplier<Collection<String>> namesInTraccar);
}
