package peyk.application.sim;

import java.util.List;
import java.util.Optional;
import peyk.domain.device.Imei;
import peyk.domain.sim.BalanceTrend;
import peyk.domain.sim.SimRepository;
import peyk.domain.sim.SimStatus;
import peyk.domain.sim.SimStatus.Balance;

/** Tells operators which SIMs have money left, and for how long. */
public final class ShowBalances {
  /** So many of the latest readings make a trend: with one every six hours, two weeks. */
  private static final int READINGS = 56;

  private final SimRepository sims;
  private final long low;

  /**
   * @param low rials; a balance below that is low
   */
  public ShowBalances(SimRepository sims, long low) {
    this.sims = sims;
    this.low = low;
  }

  /** A SIM, and where its balance is going if that can be told. */
  public record Outlook(SimStatus status, Optional<BalanceTrend> trend) {}

  public Optional<Outlook> outlook(Imei imei) {
    return sims.find(imei).map(status -> new Outlook(status, trend(imei)));
  }

  private Optional<BalanceTrend> trend(Imei imei) {
    var balances =
        sims.history(imei, Long.MAX_VALUE, READINGS).stream()
            .filter(learnt -> learnt.balance().isPresent())
            .map(learnt -> new Balance(learnt.balance().getAsLong(), learnt.at()))
            .toList();
    return BalanceTrend.of(balances);
  }

  /**
   * SIMs that are running out of money, in order of the IMEIs.
   *
   * @param below rials; empty = what is configured
   * @param after only higher IMEIs; empty text = from the first on
   */
  public List<SimStatus> low(Optional<Long> below, String after, int atMost) {
    return sims.below(below.orElse(low), after, atMost);
  }

  /** What was learnt of a SIM, the latest first. */
  public List<SimRepository.Learnt> history(Imei imei, long before, int atMost) {
    return sims.history(imei, before, atMost);
  }
}
