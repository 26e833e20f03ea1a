package peyk.domain.device;

import peyk.domain.account.AccountId;

/**
 * The permissions of users on devices in Traccar. Throws {@link
 * peyk.domain.GatewayUnavailableException}. A missing user or device is ignored.
 */
public interface DeviceLinkGateway {
  /** Links a user and a device unless they are linked, since Traccar would store a second link. */
  void link(AccountId account, DeviceId device);

  /** Removes the link, if there is one. */
  void unlink(AccountId account, DeviceId device);

  /** Links this service's own user to the device, if it is not, so that its answers arrive here. */
  void subscribe(DeviceId device);
}
