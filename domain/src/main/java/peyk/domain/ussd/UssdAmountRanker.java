package peyk.domain.ussd;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import peyk.domain.ussd.UssdAccountWords.Role;
import peyk.domain.ussd.UssdToken.Kind;

/** Tells from the words around an amount whose money it is. What stands before it counts more. */
final class UssdAmountRanker {
  /** How good a claim to be the balance is; the later, the better. */
  enum Rank {
    OTHER,
    UNNAMED,
    TOTAL,
    ACCOUNT,
    MAIN
  }

  private static final String SENTENCE_ENDS = ".!?;";
  private static final String NAME_ENDS = ":=";
  private static final int NEAREST = 2;

  private final List<UssdToken> tokens;

  UssdAmountRanker(List<UssdToken> tokens) {
    this.tokens = tokens;
  }

  /**
   * Judges an amount.
   *
   * @param free the token after the amount before it, whose words are not its own
   */
  Rank rank(UssdAmount amount, int free) {
    var before = before(amount.from(), free);
    return before == Rank.UNNAMED ? after(amount.to()) : before;
  }

  /**
   * The name before a place: the nearest part of the sentence that has one, or the line above if
   * the amount is alone on its own.
   */
  Rank before(int place, int free) {
    var roles = EnumSet.noneOf(Role.class);
    int words = 0;
    boolean offered = false;
    boolean sameClause = true;
    int start = afterDescription(free, place);
    for (int at = place - 1; at >= start && !endsName(tokens.get(at), words, roles); at--) {
      var token = tokens.get(at);
      if (token.is(Kind.WORD)) {
        words++;
        UssdAccountWords.role(token.text()).ifPresent(roles::add);
        offered |= sameClause && words <= NEAREST && UssdAccountWords.isOffering(token.text());
      }
      sameClause &= !isPause(token);
    }
    var rank = rank(roles);
    return rank == Rank.UNNAMED && offered ? Rank.OTHER : rank;
  }

  /**
   * Up to a pause the words after an amount are its own; without a pause they name the next one.
   */
  private int afterDescription(int free, int place) {
    int at = free;
    while (free > 0
        && at < place
        && !isPause(tokens.get(at))
        && !tokens.get(at).isMark(SENTENCE_ENDS)) {
      at++;
    }
    return at < place ? at : free;
  }

  private static boolean endsName(UssdToken token, int words, Set<Role> roles) {
    return token.is(Kind.LINE_BREAK) && words > 0
        || token.isMark(SENTENCE_ENDS)
        || isPause(token) && !roles.isEmpty();
  }

  /** Words after an amount describe it, unless they lead to something else, which they name. */
  private Rank after(int place) {
    var roles = EnumSet.noneOf(Role.class);
    int at = place;
    while (at < tokens.size()
        && !isPause(tokens.get(at))
        && !tokens.get(at).isMark(SENTENCE_ENDS)) {
      var token = tokens.get(at);
      if (token.isMark(NAME_ENDS) || token.is(Kind.CURRENCY)) {
        return Rank.UNNAMED;
      }
      if (token.is(Kind.NUMBER)) {
        return UssdNumeral.isPlain(token.text()) ? Rank.UNNAMED : rank(roles);
      }
      UssdAccountWords.role(token.text()).ifPresent(roles::add);
      at++;
    }
    return rank(roles);
  }

  private static boolean isPause(UssdToken token) {
    return token.is(Kind.AND)
        || token.is(Kind.LINE_BREAK)
        || token.is(Kind.MARK) && !token.isMark(NAME_ENDS) && !token.isMark("'");
  }

  private static Rank rank(Set<Role> roles) {
    if (roles.contains(Role.OTHER)) {
      return Rank.OTHER;
    }
    if (roles.contains(Role.MAIN)) {
      return Rank.MAIN;
    }
    if (roles.contains(Role.TOTAL)) {
      return Rank.TOTAL;
    }
    return roles.contains(Role.ACCOUNT) ? Rank.ACCOUNT : Rank.UNNAMED;
  }
}
