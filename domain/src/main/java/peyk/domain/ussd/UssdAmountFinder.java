package peyk.domain.ussd;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import peyk.domain.ussd.MinusSigns.Sign;
import peyk.domain.ussd.UssdToken.Kind;

/**
 * Finds the amounts of money in a text: numbers with a currency after them, or else before them. A
 * truncated currency does not count, even if no other word begins like it.
 */
final class UssdAmountFinder {
  private static final String BEFORE_NUMBER = ":=)-+.";

  private final UssdText text;
  private final List<UssdToken> tokens;
  private final UssdQuantities quantities;
  private final MinusSigns signs;
  private final List<UssdAmount> found = new ArrayList<>();

  /** The first token that belongs to no amount yet. */
  private int free;

  private UssdAmountFinder(UssdText text, List<UssdToken> tokens) {
    this.text = text;
    this.tokens = tokens;
    this.quantities = new UssdQuantities(tokens);
    this.signs = new MinusSigns(text.text(), tokens);
  }

  static List<UssdAmount> find(UssdText text, List<UssdToken> tokens) {
    var finder = new UssdAmountFinder(text, tokens);
    int at = 0;
    while (at < tokens.size()) {
      at = tokens.get(at).is(Kind.NUMBER) ? finder.read(at) : at + 1;
    }
    return finder.found;
  }

  private int read(int number) {
    int end = quantities.end(number);
    int before = currencyBefore(number);
    int after = currencyAfter(end);
    if (after >= 0) {
      return add(before >= 0 ? before : number, number, end, after);
    }
    boolean money = before >= 0 && !(is(end, Kind.WORD) && UssdAccountWords.isUnit(textOf(end)));
    return money ? add(before, number, end, -1) : end;
  }

  private int add(int from, int number, int end, int after) {
    int to = after >= 0 ? after + 1 : end;
    var currency = tokens.get(after >= 0 ? after : from);
    boolean certain =
        !isPartial(number)
            && !(from < number && after >= 0 && tokens.get(from).factor() != currency.factor())
            && !(from == number && isClaimedByNext(after))
            && !(after < 0 && mayGoOn(end));
    var sign = certain ? signs.of(from, number, end, after) : Sign.UNCLEAR;
    found.add(
        new UssdAmount(from, to, rials(quantities.hundredths(number), currency.factor(), sign)));
    free = to;
    return to;
  }

  private static OptionalLong rials(OptionalLong quantity, long factor, Sign sign) {
    if (quantity.isEmpty()
        || sign == Sign.UNCLEAR
        || quantity.getAsLong() > UssdQuantities.MOST / factor) {
      return OptionalLong.empty();
    }
    long rials = quantity.getAsLong() * factor / UssdQuantities.HUNDRED;
    return OptionalLong.of(sign == Sign.MINUS ? -rials : rials);
  }

  private int currencyAfter(int at) {
    int next = at;
    while (isMark(next, "-(")) {
      next++;
    }
    return is(next, Kind.CURRENCY) ? next : currencyOnItsOwnLine(next);
  }

  private int currencyOnItsOwnLine(int at) {
    boolean alone = is(at + 2, Kind.LINE_BREAK) || at + 2 == tokens.size() && text.isClosed();
    return is(at, Kind.LINE_BREAK) && is(at + 1, Kind.CURRENCY) && alone ? at + 1 : -1;
  }

  private int currencyBefore(int number) {
    int at = number - 1;
    while (at >= free && isMark(at, BEFORE_NUMBER) && !endsSentence(at)) {
      at--;
    }
    return at >= free && is(at, Kind.CURRENCY) ? at : -1;
  }

  private boolean endsSentence(int at) {
    return isMark(at, ".") && tokens.get(at + 1).start() > tokens.get(at).end();
  }

  /**
   * Whether a currency between two bare numbers may as well belong to the second: {@code 2 IRR
   * 45,000}.
   */
  private boolean isClaimedByNext(int currency) {
    int next = currency + 1;
    return is(next, Kind.NUMBER)
        && UssdNumeral.isPlain(textOf(next))
        && currencyAfter(quantities.end(next)) < 0
        && !is(next + 1, Kind.WORD)
        && !isMark(next + 1, "%");
  }

  /**
   * Whether the number, with no currency after it, may have been longer before the text was cut.
   */
  private boolean mayGoOn(int at) {
    return is(at, Kind.AND)
        || !text.isClosed() && at >= tokens.size() - 1 && !is(at, Kind.LINE_BREAK);
  }

  /** Whether the number is only the rest, or the beginning, of a longer one. */
  private boolean isPartial(int number) {
    var token = tokens.get(number);
    return PartialNumbers.isCutBefore(text.text(), token.start())
        || PartialNumbers.isCutAfter(text.text(), token.end());
  }

  private boolean is(int at, Kind kind) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(kind);
  }

  private boolean isMark(int at, String some) {
    return at >= 0 && at < tokens.size() && tokens.get(at).isMark(some);
  }

  private String textOf(int at) {
    return tokens.get(at).text();
  }
}
