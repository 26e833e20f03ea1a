package peyk.application.provisioning;

import peyk.domain.device.DeviceId;
import peyk.domain.provisioning.ProvisioningStep;

/** Told of what becomes of new trackers, for those who watch the service. */
public interface ProvisioningJournal {
  /** A tracker came online for the first time: it is going to be provisioned. */
  void begun(DeviceId device);

  /** It was asked all there is to ask. */
  void done(DeviceId device);

  /**
   * It took too long.
   *
   * @param at the step that it did not get beyond
   */
  void gaveUp(DeviceId device, ProvisioningStep at);

  /** Traccar has no such device any more: it was left at that. */
  void gone(DeviceId device);
}
