package peyk.domain.ussd;

import java.util.ArrayList;
import java.util.List;
import peyk.domain.text.Digits;
import peyk.domain.ussd.UssdMoneyWords.Measure;
import peyk.domain.ussd.UssdToken.Kind;

/** Splits a normalized text into tokens. Blanks are no tokens, but show in the offsets. */
final class UssdLexer {
  /** Between two digits these make one token of them: a number, a date or a code. */
  private static final String JOINTS = ",.'\u066B/:*#-+_\\~\u00D7";

  private final String text;
  private final boolean closed;
  private final List<UssdToken> tokens = new ArrayList<>();

  private UssdLexer(UssdText text) {
    this.text = text.text();
    this.closed = text.isClosed();
  }

  static List<UssdToken> tokens(UssdText text) {
    var lexer = new UssdLexer(text);
    lexer.readAll();
    return lexer.tokens;
  }

  private void readAll() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at + 1;
      if (isDigit(at)) {
        end = endOfNumber(at);
        add(Kind.NUMBER, at, end, 1);
      } else if (Character.isLetter(c)) {
        end = endOfLetters(at);
        readLetters(at, end);
      } else if (c == '\n') {
        add(Kind.LINE_BREAK, at, end, 1);
      } else if (c != ' ' && c != UssdNormalizer.NARROW_BLANK) {
        add(Kind.MARK, at, end, 1);
      }
      at = end;
    }
  }

  private int endOfNumber(int start) {
    int end = start;
    while (isDigit(end) || isJoint(end)) {
      end++;
    }
    return end;
  }

  private boolean isJoint(int at) {
    if (at >= text.length() || !isDigit(at + 1)) {
      return false;
    }
    return JOINTS.indexOf(text.charAt(at)) >= 0
        || text.charAt(at) == UssdNormalizer.NARROW_BLANK
            && isDigit(at + 2)
            && isDigit(at + 3)
            && !isDigit(at + 4);
  }

  private boolean isDigit(int at) {
    return at < text.length() && Digits.isAscii(text.charAt(at));
  }

  private int endOfLetters(int start) {
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * Words may be glued to currencies: {@code RialShegeftangiz}, or Persian ones without a joiner.
   */
  private void readLetters(int start, int end) {
    int at = start;
    while (at < end) {
      int from = at;
      at =
          UssdMoneyWords.multiplier(text, at)
              .map(word -> readMultiplier(word, from, end))
              .or(() ->
                  UssdMoneyWords.currencyStem(text, from)
                      .map(word -> readCurrency(word, from, end)))
              .orElseGet(() -> readWord(from, end));
    }
  }

  private int readMultiplier(Measure multiplier, int at, int wordEnd) {
    int end = at + multiplier.word().length();
    if (end < wordEnd && UssdMoneyWords.currencyStem(text, end).isEmpty()) {
      return readWord(at, wordEnd);
    }
    return add(Kind.MULTIPLIER, at, end, multiplier.factor());
  }

  private int readCurrency(Measure currency, int at, int wordEnd) {
    int end = at + currency.word().length();
    if (UssdMoneyWords.isAdjectiveEnding(ending(end, wordEnd))) {
      return add(Kind.WORD, at, wordEnd, 1);
    }
    boolean plural = UssdMoneyWords.isPluralEnding(ending(end, wordEnd));
    return add(Kind.CURRENCY, at, plural ? wordEnd : end, currency.factor());
  }

  private String ending(int from, int wordEnd) {
    return wordEnd - from == 1 ? text.substring(from, wordEnd) : "";
  }

  private int readWord(int at, int end) {
    var word = text.substring(at, end);
    if (UssdMoneyWords.isAnd(word)) {
      return add(Kind.AND, at, end, 1);
    }
    if (isRialLetter(word, end)) {
      return add(Kind.CURRENCY, at, end, 1);
    }
    return UssdMoneyWords.currency(word)
        .map(currency -> add(Kind.CURRENCY, at, end, currency.factor()))
        .orElseGet(() -> add(Kind.WORD, at, end, 1));
  }

  /**
   * {@code 10000R}, but not where the text may be truncated: days begin with the same letter. With
   * a fraction it is another currency.
   */
  private boolean isRialLetter(String word, int end) {
    return UssdMoneyWords.isRialLetter(word)
        && !tokens.isEmpty()
        && tokens.getLast().is(Kind.NUMBER)
        && !UssdNumeral.hasFraction(tokens.getLast().text())
        && (closed || end < text.length());
  }

  private int add(Kind kind, int start, int end, long factor) {
    tokens.add(new UssdToken(kind, text.substring(start, end), start, end, factor));
    return end;
  }
}
