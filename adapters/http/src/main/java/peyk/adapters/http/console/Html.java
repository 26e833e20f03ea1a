package peyk.adapters.http.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Escaped HTML. It is made of elements, attributes and text, and no other way leads from a string
 * to markup. So whatever a tracker, a user or Traccar says is shown as it is.
 */
final class Html implements Part {
  static final Html NOTHING = new Html("");

  /** Elements without an end. Those of SVG have one, or the next would be inside. */
  private static final Set<String> VOID = Set.of("meta", "link", "input", "br", "wbr");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  static Html text(Object text) {
    return new Html(escaped(String.valueOf(text)));
  }

  /**
   * @param name a constant
   */
  static Html element(String name, Part... parts) {
    var markup = new StringBuilder().append('<').append(name);
    for (var part : parts) {
      if (part instanceof Attribute(var attribute, var value)) {
        markup.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"');
      }
    }
    markup.append('>');
    if (!VOID.contains(name)) {
      for (var part : parts) {
        if (part instanceof Html html) {
          markup.append(html.markup);
        }
      }
      markup.append("</").append(name).append('>');
    }
    return new Html(markup.toString());
  }

  /** One after another. */
  static Html all(Html... several) {
    return all(Arrays.stream(several));
  }

  static Html all(List<Html> several) {
    return all(several.stream());
  }

  static Html all(Stream<Html> several) {
    return new Html(several.map(Html::toString).collect(Collectors.joining()));
  }

  static Html maybe(Optional<Html> html) {
    return html.orElse(NOTHING);
  }

  boolean isNothing() {
    return markup.isEmpty();
  }

  /** An attribute with a value. */
  record Attribute(String name, String value) implements Part {
    private static final Set<String> LINKS = Set.of("href", "src", "action", "hx-get");

    /** A path of this server. Browsers take a second slash or backslash for another host. */
    private static final Pattern PATH = Pattern.compile("/([^/\\\\].*)?|[#?].*");

    /**
     * @throws IllegalArgumentException if it is a script or a style, which the content security
     *     policy forbids, or a link that leaves this server
     */
    Attribute {
      if (name.startsWith("on") || name.startsWith("hx-on") || name.equals("style")) {
        throw new IllegalArgumentException("not an attribute of the console: " + name);
      }
      if (LINKS.contains(name) && !PATH.matcher(value).matches()) {
        throw new IllegalArgumentException("a link leads to a path of this server");
      }
    }
  }

  /**
   * @param name a constant
   */
  static Attribute attribute(String name, Object value) {
    return new Attribute(name, String.valueOf(value));
  }

  /** CSS classes. */
  static Attribute css(String classes) {
    return attribute("class", classes);
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return escaped.toString();
  }

  /** The markup. */
  @Override
  public String toString() {
    return markup;
  }
}
