package peyk.domain.sim;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.domain.sim.SimStatus.Balance;

/**
 * The spending on a SIM.
 *
 * @param spentPerDay rials over the covered time, without top-ups
 * @param daysLeft whole days until the balance is used up; empty if nothing was spent
 */
public record BalanceTrend(long spentPerDay, OptionalLong daysLeft) {
  private static final Duration SHORTEST = Duration.ofHours(12);

  /**
   * @param balances in any order
   * @return empty if they cover less than half a day
   */
  public static Optional<BalanceTrend> of(Collection<Balance> balances) {
    var inOrder = balances.stream().sorted(Comparator.comparing(Balance::at)).toList();
    if (inOrder.size() < 2) {
      return Optional.empty();
    }
    var covered = Duration.between(inOrder.getFirst().at(), inOrder.getLast().at());
    if (covered.compareTo(SHORTEST) < 0) {
      return Optional.empty();
    }
    double spent = 0;
    for (int i = 1; i < inOrder.size(); i++) {
      spent += Math.max(0, (double) inOrder.get(i - 1).rials() - inOrder.get(i).rials());
    }
    long perDay = Math.round(spent * Duration.ofDays(1).toSeconds() / covered.toSeconds());
    return Optional.of(new BalanceTrend(perDay, daysLeft(inOrder.getLast().rials(), perDay)));
  }

  private static OptionalLong daysLeft(long balance, long perDay) {
    return perDay == 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, balance) / perDay);
  }
}
