package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The common frame of all pages.
 *
 * @param path of the page, for the navigation
 * @param said the outcome of the action before
 * @param session whether there is one that can be ended
 * @param isPart whether a page asks for a part of itself
 */
record Layout(
    Assets assets,
    View view,
    String path,
    Optional<Outcome> said,
    boolean session,
    boolean isPart) {
  /**
   * Scripts and styles only come from files, as the content security policy says. A part that
   * cannot be made shows why: what it said before no longer holds.
   */
  private static final String HTMX_CONFIG =
      "{\"includeIndicatorStyles\":false,\"allowEval\":false,\"historyEnabled\":false,"
          + "\"responseHandling\":[{\"code\":\".*\",\"swap\":true}]}";

  private static final Map<String, Phrase> NAVIGATION = new LinkedHashMap<>();

  static {
    NAVIGATION.put("/", Phrase.WRONG_NOW);
    NAVIGATION.put("/console/trackers", Phrase.TRACKERS);
    NAVIGATION.put("/console/sign-in", Phrase.SIGN_IN);
    NAVIGATION.put("/console/rollouts", Phrase.ROLLOUTS);
    NAVIGATION.put("/console/schedules", Phrase.SCHEDULES);
    NAVIGATION.put("/console/money", Phrase.MONEY);
  }

  /** The whole document. */
  String page(String title, Html content) {
    var main = element("main", attribute("id", "main"), Html.maybe(said.map(this::said)), content);
    return document(title, Html.all(header(), main));
  }

  /** A document without navigation. */
  String bare(String title, Html content) {
    return document(title, element("main", attribute("id", "main"), css("bare"), content));
  }

  private String document(String title, Html body) {
    var language = view.language();
    return "<!DOCTYPE html>\n"
        + element(
            "html",
            attribute("lang", language.code()),
            attribute("dir", language.direction()),
            head(title),
            element("body", skipLink(), body));
  }

  private Html head(String title) {
    return element(
        "head",
        element("meta", attribute("charset", "utf-8")),
        meta("viewport", "width=device-width, initial-scale=1"),
        meta("color-scheme", "light dark"),
        meta("htmx-config", HTMX_CONFIG),
        element("title", text(title + " · Peyk")),
        stylesheet(),
        element(
            "link",
            attribute("rel", "icon"),
            attribute("type", "image/svg+xml"),
            attribute("href", assets.link("icon.svg"))),
        script("htmx.js"),
        script("console.js"));
  }

  private static Html meta(String name, String content) {
    return element("meta", attribute("name", name), attribute("content", content));
  }

  private Html stylesheet() {
    return element(
        "link", attribute("rel", "stylesheet"), attribute("href", assets.link("console.css")));
  }

  private Html script(String name) {
    return element("script", attribute("src", assets.link(name)), attribute("defer", ""));
  }

  private Html skipLink() {
    return element("a", css("skip"), attribute("href", "#main"), text(view.say(Phrase.SKIP)));
  }

  private Html header() {
    return element(
        "header",
        element("a", css("brand"), attribute("href", "/"), text("Peyk")),
        element(
            "nav",
            attribute("aria-label", view.say(Phrase.NAVIGATION)),
            Html.all(NAVIGATION.entrySet().stream().map(this::item))),
        element("div", css("tools"), languageSwitch(), signOut()));
  }

  private Html item(Map.Entry<String, Phrase> item) {
    var link = attribute("href", item.getKey());
    var label = text(view.say(item.getValue()));
    var isHere = item.getKey().equals("/") ? path.equals("/") : path.startsWith(item.getKey());
    return isHere
        ? element("a", link, attribute("aria-current", "page"), label)
        : element("a", link, label);
  }

  private Html languageSwitch() {
    var other = view.language().other();
    return element(
        "form",
        attribute("method", "post"),
        attribute("action", "/console/language"),
        hidden("language", other.code()),
        hidden("next", path),
        element("button", css("plain"), attribute("lang", other.code()), text(other.title())));
  }

  private static Html hidden(String name, String value) {
    return element(
        "input", attribute("type", "hidden"), attribute("name", name), attribute("value", value));
  }

  private Html signOut() {
    return session
        ? element(
            "form",
            attribute("method", "post"),
            attribute("action", "/console/logout"),
            element("button", css("plain"), text(view.say(Phrase.LOG_OUT))))
        : Html.NOTHING;
  }

  private Html said(Outcome outcome) {
    var tone = outcome.isDone() ? "good" : "warn";
    return element("p", css("said " + tone), attribute("role", "status"), text(view.say(outcome)));
  }
}
