package peyk.domain.sim;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.Imei;

/** The latest that is known of the SIM in a tracker. */
public record SimStatus(Imei imei, Optional<Balance> balance, Optional<Number> number) {
  /**
   * @param rials negative if the operator is owed money
   */
  public record Balance(long rials, Instant at) {}

  /** The SIM's own telephone number. */
  public record Number(String digits, Instant at) {
    @Override
    public String toString() {
      return "***";
    }
  }
}
