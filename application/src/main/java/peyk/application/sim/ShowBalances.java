package peyk.application.sim;

import java.util.List;
import java.util.Optional;
import peyk.domain.device.Imei;
import peyk.domain.sim.BalanceTrend;
import peyk.domain.sim.SimRepository;
import peyk.domain.sim.SimStatus;
import peyk.domain.sim.SimStatus.Balance;

/**
 * Shows operators the balances of SIMs and their trends.
 *
 * @param low rials; a balance below that is low
 */
public record ShowBalances(SimRepository sims, long low) {
  /** The latest readings that make a trend: two weeks with one every six hours. */
  private static final int READINGS = 56;

  /** A SIM, and its trend if there is one. */
  public record Outlook(SimStatus status, Optional<BalanceTrend> trend) {}

  public Optional<Outlook> outlook(Imei imei) {
    return sims.find(imei).map(status -> new Outlook(status, trend(imei)));
  }

  private Optional<BalanceTrend> trend(Imei imei) {
    var balances =
        sims.history(imei, Long.MAX_VALUE, READINGS).stream()
            .filter(reading -> reading.balance().isPresent())
            .map(reading -> new Balance(reading.balance().getAsLong(), reading.at()))
            .toList();
    return BalanceTrend.of(balances);
  }

  /**
   * SIMs with a low balance, in order of the IMEIs.
   *
   * @param below rials; empty = what is configured
   * @param after only higher IMEIs; empty text = from the first on
   */
  public List<SimStatus> low(Optional<Long> below, String after, int atMost) {
    return sims.below(below.orElse(low), after, atMost);
  }

  /** Readings of a SIM, the latest first. */
  public List<SimRepository.Reading> history(Imei imei, long before, int atMost) {
    return sims.history(imei, before, atMost);
  }
}
