package peyk.domain.ussd;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import peyk.domain.ussd.UssdAccountWords.Role;
import peyk.domain.ussd.UssdToken.Kind;

/** Ranks an amount by the words around it. Words before it count more than words after it. */
record UssdAmountRanker(List<UssdToken> tokens) {
  /** How likely an amount is the balance, in ascending order. */
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

  /**
   * @param free the first token after the previous amount
   */
  Rank rank(UssdAmount amount, int free) {
    var before = before(amount.from(), free);
    return before == Rank.UNNAMED ? after(amount.to()) : before;
  }

  /**
   * The rank by the words before a token: by the nearest part of the sentence that has a name, or
   * by the line above if the line has no other words.
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
   * Up to a pause, words after an amount describe it. Without a pause they name the next amount.
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

  /** The rank by the words after an amount, unless they name another number or currency. */
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
