package peyk.adapters.http.console;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import peyk.adapters.http.admin.AdminAccess;
import peyk.adapters.http.admin.AdminConfig;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorToken;
import peyk.domain.time.ClusterTime;

/**
 * Decides who may use the console: whoever logged in with an admin token and, if that is allowed,
 * clients on this machine.
 *
 * <p>A session is a cookie with the token's name and its end, signed with a key that follows from
 * the token. So no server keeps sessions, all replicas accept them, and a new token ends them.
 */
record ConsoleAccess(AdminConfig config, ClusterTime clock) {
  /** As long as a shift. */
  static final Duration LIFETIME = Duration.ofHours(12);

  private static final String COOKIE = "peyk-session";
  private static final Pattern SESSION =
      Pattern.compile("(([a-z0-9-]{1,40})\\.(\\d{1,12}))\\.([\\w-]{43})");

  /** Whether there is a token to log in with. */
  boolean hasLogin() {
    return !config.tokens().isEmpty();
  }

  /** The caller of a request; empty for a stranger. */
  Optional<Caller> caller(ServerRequest request) {
    return loggedIn(request)
        .or(() ->
            config.servesThisMachine() && AdminAccess.isLocal(request)
                ? Optional.of(Caller.LOCAL)
                : Optional.empty());
  }

  /** The caller that a login made known. */
  Optional<Caller> loggedIn(ServerRequest request) {
    return Cookies.find(request.headers(), COOKIE)
        .map(SESSION::matcher)
        .filter(Matcher::matches)
        .filter(session -> clock.now().isBefore(end(session.group(3))))
        .flatMap(session ->
            config
                .tokens()
                .named(session.group(2))
                .filter(token -> token.signed(text(session.group(1)), session.group(4))))
        .map(OperatorToken::caller);
  }

  private static Instant end(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  /** The cookie of a new session; empty if this is no token. */
  Optional<Header> logIn(String offered, ServerRequest request) {
    return config
        .tokens()
        .caller(offered)
        .flatMap(caller -> config.tokens().named(caller.name()))
        .map(token -> cookie(session(token), LIFETIME, request));
  }

  private String session(OperatorToken token) {
    var session = token.caller().name() + "." + clock.now().plus(LIFETIME).getEpochSecond();
    return session + "." + token.sign(text(session));
  }

  Header logOut(ServerRequest request) {
    return cookie("", Duration.ZERO, request);
  }

  private static Header cookie(String value, Duration age, ServerRequest request) {
    return Cookies.set(COOKIE, value, age, isSecure(request));
  }

  /** Over HTTPS, also if a proxy ends it. A client that lies about it only fools itself. */
  static boolean isSecure(ServerRequest request) {
    return request.isSecure()
        || request
            .headers()
            .first(HeaderNames.X_FORWARDED_PROTO)
            .filter("https"::equalsIgnoreCase)
            .isPresent();
  }

  private static String text(String session) {
    return "console session " + session;
  }

  /**
   * Whether a form was sent by a page of this console, and not by another site in the reader's
   * browser. Browsers say so in {@code Sec-Fetch-Site} over HTTPS and on this machine, and in
   * {@code Origin} always.
   */
  static boolean isFromOwnPage(Headers headers) {
    var site = headers.first(HeaderNames.create("Sec-Fetch-Site"));
    return site.isPresent()
        ? site.get().equals("same-origin")
        : headers.first(HeaderNames.ORIGIN).filter(origin -> isOwn(origin, headers)).isPresent();
  }

  private static boolean isOwn(String origin, Headers headers) {
    var host = headers.first(HeaderNames.HOST).orElse("");
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }
}
