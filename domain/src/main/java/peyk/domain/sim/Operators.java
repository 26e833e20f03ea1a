package peyk.domain.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The known operators. */
public record Operators(List<Operator> all) {
  public Operators {
    all = List.copyOf(all);
  }

  /** The operator with the longest matching prefix. */
  public Optional<Operator> of(String imsi) {
    return all.stream()
        .filter(operator -> imsi.startsWith(operator.imsiPrefix()))
        .max(Comparator.comparingInt(operator -> operator.imsiPrefix().length()));
  }
}
