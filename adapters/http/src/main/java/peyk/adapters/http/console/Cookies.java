package peyk.adapters.http.console;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cookies of the console (RFC 6265). Scripts do not see them, and no other site sends them. */
final class Cookies {
  private Cookies() {}

  /** The first one of that name. */
  static Optional<String> find(Headers headers, String name) {
    return headers.all(HeaderNames.COOKIE, List::of).stream()
        .flatMap(line -> Arrays.stream(line.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1))
        .findFirst();
  }

  /**
   * @param value without blanks, quotes and semicolons
   * @param secure whether the browser may send it over HTTPS only
   */
  static Header set(String name, String value, Duration age, boolean secure) {
    return HeaderValues.create(
        HeaderNames.SET_COOKIE,
        "%s=%s; Path=/; Max-Age=%s; HttpOnly; SameSite=Strict%s"
            .formatted(name, value, age.toSeconds(), secure ? "; Secure" : ""));
  }
}
