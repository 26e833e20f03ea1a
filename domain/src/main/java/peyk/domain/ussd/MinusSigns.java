package peyk.domain.ussd;

import java.util.List;
import peyk.domain.ussd.UssdToken.Kind;

/**
 * Distinguishes a minus from a hyphen. A minus touches the number, or the currency before it, and
 * nothing else: {@code -1,500}, {@code : -1,500}, {@code 1,500- Rial}, {@code Rial -1,500}, {@code
 * Rial-1,500}. A hyphen between a word and a blank is a separator: {@code Etebar - 1,500}. Any
 * other one may be either, and leaves the amount unknown: {@code Etebar-1,500}, {@code Etebar: -
 * 1,500}, {@code 1,500-Rial}.
 */
record MinusSigns(String text, List<UssdToken> tokens) {
  private static final int NONE = -1;

  enum Sign {
    PLUS,
    MINUS,
    UNCLEAR
  }

  /**
   * The sign of an amount.
   *
   * @param from its first token, which is the number or a currency
   * @param end the token after the number and its multipliers
   * @param after the currency after the number, or -1
   */
  Sign of(int from, int number, int end, int after) {
    var sign = before(tokens.get(from).start(), NONE);
    if (from < number) {
      sign = combine(sign, before(tokens.get(number).start(), tokens.get(from).end()));
    }
    if (isNegativeWord(from - 1)) {
      sign = combine(sign, Sign.MINUS);
    }
    int numberEnd = tokens.get(end - 1).end();
    if (after < 0) {
      return combine(sign, afterNumber(numberEnd));
    }
    sign = combine(sign, between(numberEnd, tokens.get(after).start()));
    return isNegativeWord(after + 1) || isLastDash(tokens.get(after).end()) ? Sign.UNCLEAR : sign;
  }

  private boolean isNegativeWord(int at) {
    return at >= 0
        && at < tokens.size()
        && tokens.get(at).is(Kind.WORD)
        && UssdMoneyWords.isNegative(tokens.get(at).text());
  }

  private static Sign combine(Sign one, Sign other) {
    if (one == Sign.PLUS) {
      return other;
    }
    return other == Sign.PLUS ? one : Sign.UNCLEAR;
  }

  /**
   * The sign before an index.
   *
   * @param currencyEnd the end of the currency before it, or -1
   */
  private Sign before(int place, int currencyEnd) {
    int dash = lastVisible(place - 1);
    if (!isDash(dash)) {
      return Sign.PLUS;
    }
    boolean spaced = dash < place - 1;
    if (isDash(dash - 1)) {
      return spaced && currencyEnd < 0 ? Sign.PLUS : Sign.UNCLEAR;
    }
    if (!spaced) {
      return dash == currencyEnd || isApart(dash - 1) ? Sign.MINUS : Sign.UNCLEAR;
    }
    return currencyEnd < 0 && isEndOfName(lastVisible(dash - 1)) ? Sign.PLUS : Sign.UNCLEAR;
  }

  /** The sign between a number and the currency after it. */
  private Sign between(int numberEnd, int currency) {
    if (numberEnd == currency) {
      return Sign.PLUS;
    }
    var gap = text.substring(numberEnd, currency);
    if (gap.indexOf('-') < 0) {
      return Sign.PLUS;
    }
    boolean touchesNumber = gap.length() > 1 && gap.startsWith("-") && gap.substring(1).isBlank();
    return touchesNumber ? Sign.MINUS : Sign.UNCLEAR;
  }

  private Sign afterNumber(int end) {
    if (isLastDash(end)) {
      return Sign.MINUS;
    }
    return isDash(end) ? Sign.UNCLEAR : Sign.PLUS;
  }

  private boolean isLastDash(int at) {
    return isDash(at) && (at + 1 == text.length() || text.charAt(at + 1) == '\n');
  }

  private int lastVisible(int at) {
    int last = at;
    while (last >= 0 && isBlank(text.charAt(last))) {
      last--;
    }
    return last;
  }

  private boolean isDash(int at) {
    return at >= 0 && at < text.length() && text.charAt(at) == '-';
  }

  private boolean isApart(int at) {
    return at < 0 || isBlank(text.charAt(at)) || "\n:=(".indexOf(text.charAt(at)) >= 0;
  }

  private boolean isEndOfName(int at) {
    return at >= 0 && (Character.isLetter(text.charAt(at)) || text.charAt(at) == ')');
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == UssdNormalizer.NARROW_BLANK;
  }
}
