package peyk.domain.ussd;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import peyk.domain.ussd.UssdAmountRanker.Rank;
import peyk.domain.ussd.UssdToken.Kind;

/**
 * Reads the balance of the main account: the amount of the highest rank. Amounts that share this
 * rank must be equal, but of amounts without a name the first one counts.
 */
final class BalanceReader {
  private static final int FEWEST_DIGITS = 3;

  private BalanceReader() {}

  static OptionalLong read(UssdText text) {
    var tokens = UssdLexer.tokens(text);
    var ranker = new UssdAmountRanker(tokens);
    var best = Rank.OTHER;
    var balances = new ArrayList<OptionalLong>();
    int free = 0;
    for (var amount : UssdAmountFinder.find(text, tokens)) {
      var rank = ranker.rank(amount, free);
      if (rank.compareTo(best) > 0) {
        best = rank;
        balances.clear();
      }
      if (rank == best) {
        balances.add(amount.rials());
      }
      free = amount.to();
    }
    return switch (best) {
      case OTHER -> OptionalLong.empty();
      case UNNAMED -> namesBareNumber(tokens, ranker) ? OptionalLong.empty() : balances.getFirst();
      case TOTAL, ACCOUNT, MAIN -> agreed(balances);
    };
  }

  private static OptionalLong agreed(List<OptionalLong> balances) {
    return balances.stream().distinct().count() == 1 ? balances.getFirst() : OptionalLong.empty();
  }

  /** Whether a number without a currency is named as an account. No amount may stand in for it. */
  private static boolean namesBareNumber(List<UssdToken> tokens, UssdAmountRanker ranker) {
    int free = 0;
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).is(Kind.NUMBER)) {
        if (isBare(tokens, at) && ranker.before(at, free).compareTo(Rank.UNNAMED) > 0) {
          return true;
        }
        free = at + 1;
      }
    }
    return false;
  }

  private static boolean isBare(List<UssdToken> tokens, int at) {
    var number = tokens.get(at).text();
    boolean last = at == tokens.size() - 1;
    return number.length() >= FEWEST_DIGITS
        && UssdNumeral.isPlain(number)
        && (last || tokens.get(at + 1).is(Kind.LINE_BREAK) || tokens.get(at + 1).is(Kind.MARK));
  }
}
