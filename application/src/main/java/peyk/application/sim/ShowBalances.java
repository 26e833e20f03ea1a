package peyk.application.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

  private static final int COMPARED = 100;

  private static final int DAYS_TO_ACT = 7;

  /** A SIM, and its trend if there is one. */
  public record Outlook(SimStatus status, Optional<BalanceTrend> trend) {
    /** Very many if nothing was spent or nothing is known. */
    private long daysLeft() {
      return trend
          .map(BalanceTrend::daysLeft)
          .orElseGet(OptionalLong::empty)
          .orElse(Long.MAX_VALUE);
    }
  }

  public Optional<Outlook> outlook(Imei imei) {
    return sims.find(imei).map(status -> new Outlook(status, trend(imei)));
  }

  private Optional<BalanceTrend> trend(Imei imei) {
    return trend(sims.history(imei, Long.MAX_VALUE, READINGS));
  }

  private static Optional<BalanceTrend> trend(List<SimRepository.Reading> history) {
    var balances =
        history.stream()
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

  /**
   * The SIMs that run dry first, among the hundred with the lowest balance. Those without a trend
   * come last, in order of their balances.
   */
  public List<Outlook> driest(int atMost) {
    var lowest = sims.lowest(COMPARED);
    var histories = sims.histories(lowest.stream().map(SimStatus::imei).toList(), READINGS);
    return lowest.stream()
        .map(status -> new Outlook(status, trend(histories.getOrDefault(status.imei(), List.of()))))
        .sorted(Comparator.comparingLong(Outlook::daysLeft))
        .limit(atMost)
        .toList();
  }

  /** Whether the balance is low, or lasts for a week at most. */
  public boolean isRunningDry(Outlook sim) {
    return sim.status().balance().filter(balance -> balance.rials() < low).isPresent()
        || sim.daysLeft() <= DAYS_TO_ACT;
  }

  /** Readings of a SIM, the latest first. */
  public List<SimRepository.Reading> history(Imei imei, long before, int atMost) {
    return sims.history(imei, before, atMost);
  }
}
