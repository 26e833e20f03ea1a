package peyk.application.otp;

import java.time.Instant;
import peyk.application.intake.IntakeLimit;
import peyk.domain.ClientAddress;

/**
 * Limits wrong codes across phones, counted in this process, so that nobody tries a few codes of
 * each of many phones.
 */
public record WrongCodeLimits(IntakeLimit perAddress, IntakeLimit ofService) {
  private static final String SERVICE = "";

  /** Counts an attempt as a wrong code before it is compared; false if there were too many. */
  boolean admit(ClientAddress address, Instant now) {
    if (!perAddress.admit(address.value(), 1, now)) {
      return false;
    }
    if (!ofService.admit(SERVICE, 1, now)) {
      perAddress.giveBack(address.value());
      return false;
    }
    return true;
  }

  void giveBack(ClientAddress address) {
    perAddress.giveBack(address.value());
    ofService.giveBack(SERVICE);
  }
}
