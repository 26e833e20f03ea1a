package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence that the service also writes into its log, its JSON and its rows, and its Persian
 * form. Rows keep only the English text, so a sentence is recognised by that.
 *
 * @param varying the kinds of what varies, in the order of the English form
 * @param persian refers to what varies by its place: {@code {0}}
 */
record Sentence(Pattern english, List<Kind> varying, String persian) {
  /** The kind of a part that varies from one sentence to the next. */
  enum Kind {
    /** Itself a sentence, or a name that is shown as it is. */
    TEXT(".+?"),
    NUMBER("\\d{1,15}(?:\\.\\d+)?"),
    TIME("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"),
    /** The type of an exception. */
    BUG("[A-Z]\\w+(?:Exception|Error)");

    private final String pattern;

    Kind(String pattern) {
      this.pattern = pattern;
    }

    private static Kind of(MatchResult word) {
      return valueOf(word.group(1).toUpperCase(Locale.ROOT));
    }
  }

  private static final Pattern KIND = Pattern.compile("\\{([a-z]+)\\}");

  /** A part that varies, or a word in Latin letters, which is read from left to right. */
  private static final Pattern FOREIGN = Pattern.compile("\\{(\\d)\\}|\\w+(?:[._/:-]\\w+)*");

  /** The first one that fits is the right one. */
  static final List<Sentence> ALL = read();

  private static List<Sentence> read() {
    try (var file = Sentence.class.getResourceAsStream("persian.txt")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.strip().split("\n\\s*\n"))
          .filter(pair -> !pair.startsWith("#"))
          .map(pair -> pair.split("\n", 2))
          .map(pair -> of(pair[0], pair[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sentence of(String english, String persian) {
    var pattern =
        KIND.matcher(Pattern.quote(english))
            .replaceAll(word -> Matcher.quoteReplacement("\\E(" + Kind.of(word).pattern + ")\\Q"));
    var varying = KIND.matcher(english).results().map(Kind::of).toList();
    return new Sentence(Pattern.compile(pattern, Pattern.DOTALL), varying, persian);
  }

  /** The Persian form; empty if the sentence is not known. */
  static Optional<Html> inPersian(View view, String english) {
    for (var sentence : ALL) {
      var said = sentence.english.matcher(english);
      if (said.matches()) {
        return Optional.of(sentence.html(view, said));
      }
    }
    return Optional.empty();
  }

  private Html html(View view, MatchResult said) {
    var parts = new ArrayList<Html>();
    var foreign = FOREIGN.matcher(persian);
    int end = 0;
    while (foreign.find()) {
      parts.add(text(persian.substring(end, foreign.start())));
      parts.add(foreign.group(1) == null ? isolated(foreign.group()) : value(view, said, foreign));
      end = foreign.end();
    }
    parts.add(text(persian.substring(end)));
    return Html.all(parts);
  }

  private Html value(View view, MatchResult said, MatchResult place) {
    var index = Integer.parseInt(place.group(1));
    var value = said.group(index + 1);
    return switch (varying.get(index)) {
      case TEXT -> inPersian(view, value).orElseGet(() -> isolated(value));
      case NUMBER -> text(view.language().decimal(value));
      case TIME -> view.time(Instant.parse(value));
      case BUG -> isolated(value);
    };
  }

  private static Html isolated(String latin) {
    return element("bdi", attribute("dir", "ltr"), text(latin));
  }
}
