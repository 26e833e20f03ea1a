package peyk.domain.device;

import peyk.domain.account.AccountId;

/**
 * Which users may see which devices in Traccar; throws {@link
 * peyk.domain.GatewayUnavailableException}. A user or a device that is gone needs no link: nothing
 * happens.
 */
public interface DeviceLinkGateway {
  /** Links them, unless they are linked: Traccar would keep a second link beside the first. */
  void link(AccountId account, DeviceId device);

  /** Unlinks them; nothing happens if they are not linked. */
  void unlink(AccountId account, DeviceId device);

  /**
   * Makes sure that this service's own user is linked to the device, so that Traccar sends us its
   * answers.
   */
  void subscribe(DeviceId device);
}
