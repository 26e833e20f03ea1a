package peyk.adapters.sandbox.traccar;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import peyk.adapters.sandbox.traccar.Tokens.Claims;
import peyk.adapters.sandbox.traccar.Tokens.Reading;

/** Finds out who sends a request. Each way of failing has its own status, as in Traccar. */
final class Authentication {
  /** The token of the service account. A real Traccar has it in its configuration. */
  static final String SERVICE_TOKEN = "service-account-token-of-the-simulation";

  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private final Users users;
  private final Tokens tokens;
  private final Sessions sessions;
  private final boolean released;

  Authentication(Users users, Tokens tokens, Sessions sessions, boolean released) {
    this.users = users;
    this.tokens = tokens;
    this.sessions = sessions;
    this.released = released;
  }

  /** A caller, and the claims of the token that was used, if that token can expire. */
  record Login(Caller caller, Optional<Claims> claims) {}

  /**
   * Finds the caller of a REST request. An {@code Authorization} header takes precedence over a
   * cookie.
   *
   * @return empty without valid credentials
   * @throws TraccarFailure if the bearer is no token at all, which breaks public paths too
   */
  Optional<Caller> caller(Headers headers) {
    var authorization = headers.first(HeaderNames.AUTHORIZATION).orElse("");
    if (startsWith(authorization, BEARER)) {
      return ofBearer(authorization.substring(BEARER.length()).strip());
    }
    if (startsWith(authorization, BASIC)) {
      return ofBasic(authorization.substring(BASIC.length()).strip());
    }
    return ofCookie(headers);
  }

  Optional<Caller> ofCookie(Headers headers) {
    return sessions.find(sessionId(headers)).flatMap(session -> enabled(session.userId()));
  }

  static Optional<String> sessionId(Headers headers) {
    if (!headers.contains(HeaderNames.COOKIE)) {
      return Optional.empty();
    }
    return headers.get(HeaderNames.COOKIE).allValues().stream()
        .flatMap(line -> Arrays.stream(line.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(Sessions.COOKIE + "="))
        .map(cookie -> cookie.substring(Sessions.COOKIE.length() + 1))
        .findFirst();
  }

  /** Finds the caller that a token in the query stands for. */
  Login ofQueryToken(String token) {
    if (token.equals(SERVICE_TOKEN)) {
      return new Login(Caller.serviceAccount(), Optional.empty());
    }
    return switch (tokens.read(token)) {
      case Reading.Good(var claims) -> {
        var user = users.find(claims.userId());
        if (user.isEmpty()) {
          throw TraccarFailure.nullPointer("User.getId()");
        }
        if (user.get().disabled) {
          throw refused();
        }
        yield new Login(new Caller(user.get()), Optional.of(claims));
      }
      case Reading.Refused(), Reading.NotSigned() -> throw refused();
      case Reading.NoToken() -> throw noToken();
    };
  }

  private Optional<Caller> ofBearer(String token) {
    if (token.equals(SERVICE_TOKEN)) {
      return Optional.of(Caller.serviceAccount());
    }
    return switch (tokens.read(token)) {
      case Reading.Good(var claims) -> {
        if (released && users.find(claims.userId()).isEmpty()) {
          throw TraccarFailure.nullPointer("User.getId()");
        }
        yield enabled(claims.userId()).filter(caller -> !caller.isServiceAccount());
      }
      case Reading.Refused() -> Optional.empty();
      case Reading.NoToken() -> throw noToken();
      case Reading.NotSigned() -> throw TraccarFailure.serverError();
    };
  }

  private Optional<Caller> ofBasic(String credentials) {
    try {
      var text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.US_ASCII);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : users
              .login(text.substring(0, colon), text.substring(colon + 1))
              .filter(user -> !user.disabled)
              .map(Caller::new);
    } catch (IllegalArgumentException e) {
      throw TraccarFailure.badRequest(
          "java.lang.IllegalArgumentException: Illegal base64 character");
    }
  }

  private Optional<Caller> enabled(long userId) {
    return userId == Caller.SERVICE_ACCOUNT_ID
        ? Optional.of(Caller.serviceAccount())
        : users.find(userId).filter(user -> !user.disabled).map(Caller::new);
  }

  private TraccarFailure refused() {
    return released ? TraccarFailure.denied("Token is not valid") : TraccarFailure.unauthorized();
  }

  private static TraccarFailure noToken() {
    return TraccarFailure.badRequest(
        "java.lang.ArrayIndexOutOfBoundsException: arraycopy: source index -97 out of bounds for byte[6]");
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
