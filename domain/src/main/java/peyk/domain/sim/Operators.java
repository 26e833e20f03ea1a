package peyk.domain.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The operators that are known, found by the IMSI of a SIM. */
public record Operators(List<Operator> all) {
  public Operators {
    all = List.copyOf(all);
  }

  /** The one with the longest prefix that the IMSI begins with. */
  public Optional<Operator> of(String imsi) {
    return all.stream()
        .filter(operator -> imsi.startsWith(operator.imsiPrefix()))
        .max(Comparator.comparingInt(operator -> operator.imsiPrefix().length()));
  }
}
