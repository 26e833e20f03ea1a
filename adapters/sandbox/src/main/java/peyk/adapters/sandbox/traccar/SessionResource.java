package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.adapters.sandbox.HttpReply;
import peyk.adapters.sandbox.traccar.RestApi.Content;
import peyk.adapters.sandbox.traccar.Sessions.Session;
import peyk.adapters.sandbox.traccar.Tokens.Claims;
import peyk.adapters.sandbox.traccar.Tokens.Reading;

/** {@code /api/session}: login, impersonation and tokens. */
final class SessionResource implements HttpService {
  private static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);
  private static final String SET_COOKIE = "Set-Cookie";

  private final TraccarState state;
  private final RestApi api;

  SessionResource(TraccarState state, RestApi api) {
    this.state = state;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", api.open(this::current))
        .get("/{id}", api.secured(this::impersonate))
        .post("/", api.open(Content.FORM, this::login))
        .delete("/", api.open(this::logout))
        .post("/token", api.secured(Content.FORM, this::issueToken))
        .post("/token/revoke", api.open(Content.FORM, this::revokeToken));
  }

  private HttpReply current(ApiRequest request) {
    var token = request.text("token");
    if (token.isPresent()) {
      var login = state.authentication().ofQueryToken(token.get());
      return enter(request, login.caller().user(), login.claims().map(Claims::expiration));
    }
    return state
        .authentication()
        .ofCookie(request.headers())
        .map(caller -> HttpReply.json(caller.user()))
        .orElseThrow(TraccarFailure::notFound);
  }

  private HttpReply impersonate(ApiRequest request) {
    state.access().checkUser(request.caller(), request.id());
    var user = state.users().find(request.id());
    if (user.isEmpty()) {
      // Traccar sets a cookie even so; it opens nothing.
      return TraccarFailure.nullPointer("User.getId()")
          .reply()
          .with(SET_COOKIE, Sessions.cookie("node0nobody.node0"));
    }
    return enter(request, user.get(), Optional.empty());
  }

  private HttpReply login(ApiRequest request) {
    return state
        .users()
        .login(request.form("email").orElse(""), request.form("password").orElse(""))
        .filter(user -> !user.disabled)
        .map(user -> enter(request, user, Optional.empty()))
        .orElseThrow(TraccarFailure::unauthorized);
  }

  private HttpReply logout(ApiRequest request) {
    state.sessions().end(Authentication.sessionId(request.headers()));
    return HttpReply.noContent();
  }

  /** Starts a session in place of the caller's previous one, if there is one. */
  private HttpReply enter(ApiRequest request, User user, Optional<Instant> tokenExpiration) {
    var previous = Authentication.sessionId(request.headers());
    if (state.options().sessionKept() && state.sessions().find(previous).isPresent()) {
      state.sessions().change(previous.get(), user.id, tokenExpiration);
      return HttpReply.json(user);
    }
    state.sessions().end(previous);
    var id = state.sessions().open(user.id, tokenExpiration);
    return HttpReply.json(user).with(SET_COOKIE, Sessions.cookie(id));
  }

  private HttpReply issueToken(ApiRequest request) {
    var asked = request.form("expiration").filter(text -> !text.isEmpty()).map(this::expiration);
    var cap =
        state
            .sessions()
            .find(Authentication.sessionId(request.headers()))
            .flatMap(Session::tokenExpiration);
    if (cap.isPresent() && asked.isEmpty()) {
      throw TraccarFailure.nullPointer("java.util.Date.after(java.util.Date)");
    }
    var wanted = asked.orElseGet(() -> now().plus(DEFAULT_LIFETIME));
    var expiration = cap.filter(wanted::isAfter).orElse(wanted);
    return HttpReply.bareText(state.tokens().issue(request.caller().id(), expiration));
  }

  private HttpReply revokeToken(ApiRequest request) {
    return switch (state.tokens().read(request.form("token").orElse(""))) {
      case Reading.Good(var claims) -> {
        state.tokens().revoke(claims);
        yield HttpReply.noContent();
      }
      case Reading.Refused(), Reading.NoToken(), Reading.NotSigned() ->
          throw TraccarFailure.denied("Token is not valid");
    };
  }

  private Instant expiration(String text) {
    try {
      return ApiRequest.parseTime(text);
    } catch (DateTimeException e) {
      throw TraccarFailure.badFormParameter();
    }
  }

  private Instant now() {
    return state.options().clock().instant();
  }
}
