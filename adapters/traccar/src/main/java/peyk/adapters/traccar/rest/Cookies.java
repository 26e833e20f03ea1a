package peyk.adapters.traccar.rest;

import java.net.http.HttpResponse;
import java.util.Optional;

/** The cookie that stands for a session of a Traccar user. */
final class Cookies {
  private static final String NAME = "JSESSIONID=";

  private Cookies() {}

  static Optional<String> session(HttpResponse<?> response) {
    return response.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(NAME))
        .map(cookie -> cookie.substring(NAME.length()).split(";", 2)[0].strip())
        .filter(value -> !value.isEmpty())
        .reduce((_, last) -> last);
  }

  static String header(String session) {
    return NAME + session;
  }
}
