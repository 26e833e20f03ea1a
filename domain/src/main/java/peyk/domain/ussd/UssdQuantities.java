package peyk.domain.ussd;

import java.util.List;
import java.util.OptionalLong;
import peyk.domain.ussd.UssdToken.Kind;

/** Combines numbers and multipliers: {@code 12,345}, or {@code 12 thousand and 345}. */
record UssdQuantities(List<UssdToken> tokens) {
  static final long HUNDRED = 100;

  /** Fifteen digits, in hundredths. */
  static final long MOST = 1_000_000_000_000_000L * HUNDRED - 1;

  int end(int number) {
    int end = number + 1;
    while (is(end, Kind.MULTIPLIER)) {
      end++;
      if (!is(end, Kind.AND) || !is(end + 1, Kind.NUMBER)) {
        return end;
      }
      end += 2;
    }
    return end;
  }

  /** The quantity in hundredths; empty if it is ambiguous. */
  OptionalLong hundredths(int number) {
    boolean restOfMore =
        is(number - 1, Kind.MULTIPLIER)
            || is(number - 1, Kind.AND) && is(number - 2, Kind.MULTIPLIER);
    long last = restOfMore ? 0 : Long.MAX_VALUE;
    long sum = 0;
    int end = end(number);
    for (int at = number; at < end; at++) {
      boolean multiplied = is(at + 1, Kind.MULTIPLIER);
      long factor = multiplied ? tokens.get(at + 1).factor() : 1;
      var part = UssdNumeral.read(tokens.get(at).text());
      // 1.250 million may be one and a quarter, or more than a thousand.
      boolean clear = !multiplied || !UssdNumeral.isGrouped(tokens.get(at).text());
      if (part.isEmpty() || !clear || factor >= last || part.getAsLong() > MOST / factor) {
        return OptionalLong.empty();
      }
      sum += part.getAsLong() * factor;
      last = factor;
      at += multiplied ? 2 : 1;
    }
    return OptionalLong.of(sum);
  }

  private boolean is(int at, Kind kind) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(kind);
  }
}
