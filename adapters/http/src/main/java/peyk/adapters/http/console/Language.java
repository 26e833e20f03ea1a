package peyk.adapters.http.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language of the console. */
enum Language {
  ENGLISH("en", "ltr", "English", ',', '.'),
  PERSIAN("fa", "rtl", "فارسی", '٬', '٫');

  /** The cookie that holds the choice of a reader. */
  static final String COOKIE = "peyk-language";

  private static final int LONGEST_HEADER = 500;

  private final String code;
  private final String direction;
  private final String title;
  private final char group;
  private final char point;

  Language(String code, String direction, String title, char group, char point) {
    this.code = code;
    this.direction = direction;
    this.title = title;
    this.group = group;
    this.point = point;
  }

  /** The reader's choice, or else the browser's preference. */
  static Language of(Headers headers) {
    return Cookies.find(headers, COOKIE)
        .flatMap(Language::parse)
        .orElseGet(
            () -> preferred(headers.first(HeaderNames.ACCEPT_LANGUAGE).orElse("")).orElse(ENGLISH));
  }

  static Optional<Language> parse(String code) {
    return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
  }

  private static Optional<Language> preferred(String header) {
    if (header.isBlank() || header.length() > LONGEST_HEADER) {
      return Optional.empty();
    }
    try {
      var codes = Arrays.stream(values()).map(one -> one.code).toList();
      return Optional.ofNullable(Locale.lookupTag(Locale.LanguageRange.parse(header), codes))
          .flatMap(Language::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** BCP 47. */
  String code() {
    return code;
  }

  /** For the attribute {@code dir}. */
  String direction() {
    return direction;
  }

  /** Its name in itself. */
  String title() {
    return title;
  }

  Language other() {
    return this == ENGLISH ? PERSIAN : ENGLISH;
  }

  String say(Words words) {
    return this == ENGLISH ? words.english() : words.persian();
  }

  /** Grouped by thousands, in the language's digits. */
  String number(long number) {
    var digits = Long.toString(Math.abs(number));
    var grouped = new StringBuilder(number < 0 ? "\u2212" : "");
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        grouped.append(group);
      }
      grouped.append(digits.charAt(i));
    }
    return digits(grouped.toString());
  }

  /** A number as the service writes it, perhaps with decimals. */
  String decimal(String number) {
    var parts = number.split("\\.", 2);
    var whole = number(Long.parseLong(parts[0]));
    return parts.length == 1 ? whole : whole + point + digits(parts[1]);
  }

  /** A text with its digits written as in this language. */
  String digits(String text) {
    return this == ENGLISH
        ? text
        : text.chars()
            .map(c -> c >= '0' && c <= '9' ? c - '0' + '۰' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }
}
