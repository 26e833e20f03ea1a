package peyk.domain.operator;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that open the admin API.
 *
 * @param all each with a name of its own
 */
public record OperatorTokens(List<OperatorToken> all) {
  public OperatorTokens {
    all = List.copyOf(all);
    var names = new HashSet<String>();
    if (!all.stream().map(token -> token.caller().name()).allMatch(names::add)) {
      throw new IllegalArgumentException("two admin tokens have the same name");
    }
  }

  public static OperatorTokens none() {
    return new OperatorTokens(List.of());
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** The token of that name, if there is one. */
  public Optional<OperatorToken> named(String name) {
    return all.stream().filter(token -> token.caller().name().equals(name)).findFirst();
  }

  /**
   * The owner of this token. It takes the same time whichever token is offered, right or wrong.
   *
   * @return empty if it is none of the tokens
   */
  public Optional<Caller> caller(String offered) {
    var found = Optional.<Caller>empty();
    for (var token : all) {
      if (token.is(offered)) {
        found = Optional.of(token.caller());
      }
    }
    return found;
  }
}
