package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.adapters.sandbox.Reply;
import peyk.adapters.sandbox.traccar.Api.Content;
import peyk.adapters.sandbox.traccar.Sessions.Session;
import peyk.adapters.sandbox.traccar.Tokens.Claims;
import peyk.adapters.sandbox.traccar.Tokens.Reading;

/** {@code /api/session}: logins, impersonation and tokens. */
final class SessionResource implements HttpService {
  private static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);
  private static final String SET_COOKIE = "Set-Cookie";

  private final TraccarState state;
  private final Api api;

  SessionResource(TraccarState state, Api api) {
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

  private Reply current(Call call) {
    var token = call.text("token");
    if (token.isPresent()) {
      var login = state.authentication().ofQueryToken(token.get());
      return enter(call, login.caller().user(), login.claims().map(Claims::expiration));
    }
    return state
        .authentication()
        .ofCookie(call.headers())
        .map(caller -> Reply.json(caller.user()))
        .orElseThrow(TraccarFailure::notFound);
  }

  private Reply impersonate(Call call) {
    state.access().checkUser(call.caller(), call.id());
    var user = state.users().find(call.id());
    if (user.isEmpty()) {
      // The cookie comes all the same, and is worth nothing.
      return TraccarFailure.nullPointer("User.getId()")
          .reply()
          .with(SET_COOKIE, Sessions.cookie("node0nobody.node0"));
    }
    return enter(call, user.get(), Optional.empty());
  }

  private Reply login(Call call) {
    return state
        .users()
        .login(call.form("email").orElse(""), call.form("password").orElse(""))
        .filter(user -> !user.disabled)
        .map(user -> enter(call, user, Optional.empty()))
        .orElseThrow(TraccarFailure::unauthorized);
  }

  private Reply logout(Call call) {
    state.sessions().end(Authentication.sessionId(call.headers()));
    return Reply.noContent();
  }

  /** Starts a session, and ends the one that the caller had. */
  private Reply enter(Call call, User user, Optional<Instant> tokenExpiration) {
    state.sessions().end(Authentication.sessionId(call.headers()));
    var id = state.sessions().open(user.id, tokenExpiration);
    return Reply.json(user).with(SET_COOKIE, Sessions.cookie(id));
  }

  private Reply issueToken(Call call) {
    var asked = call.form("expiration").filter(text -> !text.isEmpty()).map(this::expiration);
    var cap =
        state
            .sessions()
            .find(Authentication.sessionId(call.headers()))
            .flatMap(Session::tokenExpiration);
    if (cap.isPresent() && asked.isEmpty()) {
      throw TraccarFailure.nullPointer("java.util.Date.after(java.util.Date)");
    }
    var wanted = asked.orElseGet(() -> now().plus(DEFAULT_LIFETIME));
    var expiration = cap.filter(wanted::isAfter).orElse(wanted);
    return Reply.bareText(state.tokens().issue(call.caller().id(), expiration));
  }

  private Reply revokeToken(Call call) {
    return switch (state.tokens().read(call.form("token").orElse(""))) {
      case Reading.Good(var claims) -> {
        state.tokens().revoke(claims);
        yield Reply.noContent();
      }
      case Reading.Refused(), Reading.NoToken(), Reading.NotSigned() ->
          throw TraccarFailure.denied("Token is not valid");
    };
  }

  private Instant expiration(String text) {
    try {
      return Call.parseTime(text);
    } catch (DateTimeException e) {
      throw TraccarFailure.badFormParameter();
    }
  }

  private Instant now() {
    return state.options().clock().instant();
  }
}
