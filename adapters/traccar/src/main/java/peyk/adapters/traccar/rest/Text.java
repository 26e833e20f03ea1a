package peyk.adapters.traccar.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Small things about text that several classes here need. */
public final class Text {
  private Text() {}

  /** As part of a query or a form. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
