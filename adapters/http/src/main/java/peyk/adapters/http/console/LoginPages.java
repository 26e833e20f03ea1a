package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import io.helidon.http.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import peyk.adapters.http.admin.AdminAccess;

/** Logging in and out, and the choice of a language. */
record LoginPages(ConsoleAccess access) implements ConsoleRoutes {
  private static final Duration A_YEAR = Duration.ofDays(365);
  private static final Pattern OWN_PATH = Pattern.compile("/(console/[\\w/.-]{1,200})?");

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.page("/console/login", request -> login(request, Optional.empty())).open(),
        ConsoleRoute.action("/console/login", this::logIn).open(),
        ConsoleRoute.action("/console/logout", this::logOut).open(),
        ConsoleRoute.action("/console/language", this::chooseLanguage).open());
  }

  private static ConsoleReply login(ConsoleRequest request, Optional<Phrase> refusal) {
    var view = request.view();
    var title = view.say(Phrase.LOG_IN);
    var form =
        element(
            "form",
            attribute("method", "post"),
            attribute("action", "/console/login?next=" + View.encoded(next(request))),
            view.field(
                Phrase.TOKEN,
                "token",
                attribute("type", "password"),
                attribute("required", ""),
                attribute("autofocus", "")),
            element("button", text(title)));
    return new ConsoleReply.Bare(
        refusal.isPresent() ? Status.UNAUTHORIZED_401 : Status.OK_200,
        title,
        Html.all(
            element("h1", text("Peyk")),
            view.note(Phrase.LOGIN_NOTE),
            Html.maybe(refusal.map(why -> said(view, why))),
            form));
  }

  private static Html said(View view, Phrase why) {
    return element("p", css("said bad"), attribute("role", "alert"), text(view.say(why)));
  }

  private ConsoleReply logIn(ConsoleRequest request) throws IOException {
    return request
        .field("token")
        .flatMap(token -> access.logIn(token, request.raw()))
        .<ConsoleReply>map(cookie -> new ConsoleReply.Go(next(request), Optional.of(cookie)))
        .orElseGet(() -> refuse(request));
  }

  private static ConsoleReply refuse(ConsoleRequest request) {
    AdminAccess.logRefusal(request.raw());
    return login(request, Optional.of(Phrase.WRONG_TOKEN));
  }

  private ConsoleReply logOut(ConsoleRequest request) {
    return new ConsoleReply.Go("/console/login", Optional.of(access.logOut(request.raw())));
  }

  private ConsoleReply chooseLanguage(ConsoleRequest request) throws IOException {
    var language =
        request
            .field("language")
            .flatMap(Language::parse)
            .orElseThrow(() -> ConsoleException.badRequest(Phrase.BAD_INPUT));
    var next = request.field("next").filter(LoginPages::isOwn).orElse("/");
    var secure = ConsoleAccess.isSecure(request.raw());
    return new ConsoleReply.Go(
        next, Optional.of(Cookies.set(Language.COOKIE, language.code(), A_YEAR, secure)));
  }

  /** The page that was asked for; no other site can be put there. */
  private static String next(ConsoleRequest request) {
    return request.parameter("next").filter(LoginPages::isOwn).orElse("/");
  }

  private static boolean isOwn(String path) {
    return OWN_PATH.matcher(path).matches();
  }
}
