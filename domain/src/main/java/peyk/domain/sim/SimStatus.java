package peyk.domain.sim;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.Imei;
import peyk.domain.text.LogMask;

/** The latest facts about the SIM in a tracker. */
public record SimStatus(Imei imei, Optional<Balance> balance, Optional<Number> number) {
  /**
   * @param rials negative for a debt
   */
  public record Balance(long rials, Instant at) {}

  /** The telephone number of the SIM. */
  public record Number(String digits, Instant at) {
    @Override
    public String toString() {
      return LogMask.allBut(0, digits);
    }
  }
}
