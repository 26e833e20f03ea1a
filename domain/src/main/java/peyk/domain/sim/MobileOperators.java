package peyk.domain.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The known operators: the setting {@code sim.operators}, with defaults in mobile-operators.yaml.
 */
public record MobileOperators(List<MobileOperator> all) {
  public MobileOperators {
    all = List.copyOf(all);
  }

  /** The operator with the longest matching prefix. */
  public Optional<MobileOperator> of(String imsi) {
    return all.stream()
        .filter(operator -> imsi.startsWith(operator.imsiPrefix()))
        .max(Comparator.comparingInt(operator -> operator.imsiPrefix().length()));
  }
}
