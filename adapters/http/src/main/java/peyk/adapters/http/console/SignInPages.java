package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.http.console.View.Tone;
import peyk.application.otp.DescribePhone;
import peyk.application.otp.DescribePhone.Code;
import peyk.application.otp.DescribePhone.CodeState;
import peyk.application.otp.DescribePhone.Overview;
import peyk.domain.operator.OperatorRole;
import peyk.domain.otp.OtpPhoneRepository;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.OtpRateLimit.Scope;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.PhoneNumberParser;

/**
 * The sign-in of a phone: what happened to its codes, and why it gets none. Numbers are sent in
 * forms, so that they stand in no address.
 */
public record SignInPages(
    PhoneNumberParser numbers, DescribePhone describe, OtpPhoneRepository phones)
    implements ConsoleRoutes {
  private static final String PATH = "/console/sign-in";
  private static final String PHONE = "phone";

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.page(PATH, request -> page(request.view(), "", Html.NOTHING)),
        ConsoleRoute.action(PATH, this::show).readable(),
        ConsoleRoute.action(PATH + "/unlock", this::unlock).administered());
  }

  private ConsoleReply show(ConsoleRequest request) throws IOException {
    var view = request.view();
    var typed = request.field(PHONE).orElse("");
    return page(
        view,
        typed,
        numbers
            .parse(typed)
            .map(phone -> story(view, phone))
            .orElseGet(() -> view.note(Phrase.NOT_A_PHONE)));
  }

  private ConsoleReply unlock(ConsoleRequest request) throws IOException {
    var view = request.view();
    var phone =
        numbers
            .parse(request.needField(PHONE))
            .orElseThrow(() -> ConsoleException.badRequest(Phrase.NOT_A_PHONE));
    request.change("unlock-phone").note(PHONE, phone);
    phones.unlock(phone);
    var said =
        element(
            "p", css("said good"), attribute("role", "status"), text(view.say(Outcome.UNLOCKED)));
    return page(view, phone.canonical(), Html.all(said, story(view, phone)));
  }

  private static ConsoleReply page(View view, String typed, Html result) {
    var title = view.say(Phrase.SIGN_IN);
    var form =
        element(
            "form",
            css("search"),
            attribute("method", "post"),
            attribute("action", PATH),
            view.field(
                Phrase.PHONE,
                PHONE,
                attribute("type", "tel"),
                attribute("dir", "ltr"),
                attribute("value", typed),
                attribute("required", "")),
            element("button", text(view.say(Phrase.SEARCH))));
    return ConsoleReply.page(title, Html.all(element("h1", text(title)), form, result));
  }

  private Html story(View view, PhoneNumber phone) {
    return describe
        .describe(phone)
        .map(known -> story(view, phone, known))
        .orElseGet(() -> view.note(Phrase.NEVER_ASKED));
  }

  private Html story(View view, PhoneNumber phone, Overview known) {
    return Html.all(
        view.section(Phrase.WOULD_GET_CODE, verdict(view, known), unlockButton(view, phone, known)),
        view.section(Phrase.LAST_CODE, lastCode(view, known)),
        view.section(Phrase.ASKED, asked(view, known)));
  }

  /** Every reason, because each one alone is enough. */
  private Html verdict(View view, Overview known) {
    var now = describe.clock().now();
    var reasons = new ArrayList<Html>();
    if (known.locked().isPositive()) {
      reasons.add(
          reason(
              view, view.say(Phrase.LOCKED), known.wrongCodes().size(), now.plus(known.locked())));
    }
    for (var limit : describe.policy().limits().requests()) {
      fullUntil(limit, known.texts(), now)
          .ifPresent(until ->
              reasons.add(reason(view, view.say(Phrase.LIMIT_PHONE), limit.requests(), until)));
    }
    return Html.all(
        element(
            "p",
            reasons.isEmpty()
                ? view.badge(Tone.GOOD, view.say(Phrase.CODE_WOULD_BE_SENT))
                : view.badge(Tone.BAD, view.say(Phrase.NO_CODE_NOW))),
        reasons.isEmpty() ? Html.NOTHING : element("ul", Html.all(reasons)),
        view.note(Phrase.ADDRESS_NOTE));
  }

  private static Html reason(View view, String words, int count, Instant until) {
    return element(
        "li",
        text(words + ": " + view.language().number(count) + " · " + view.say(Phrase.UNTIL) + " "),
        view.time(until));
  }

  /** When a limit of the phone's own requests has a place again, if it has none. */
  private static Optional<Instant> fullUntil(OtpRateLimit limit, List<Instant> texts, Instant now) {
    if (limit.scope() != Scope.PHONE || texts.size() < limit.requests()) {
      return Optional.empty();
    }
    var until = texts.get(texts.size() - limit.requests()).plus(limit.period());
    return Optional.of(until).filter(now::isBefore);
  }

  private static Html unlockButton(View view, PhoneNumber phone, Overview known) {
    return known.wrongCodesInARow() == 0 && known.wrongCodes().isEmpty()
        ? Html.NOTHING
        : view.button(
            OperatorRole.ADMINISTER,
            PATH + "/unlock",
            Phrase.UNLOCK,
            Map.of(PHONE, phone.canonical()));
  }

  private Html lastCode(View view, Overview known) {
    var limits = describe.policy().limits();
    var challenge = known.code().map(Code::challenge);
    var facts = new LinkedHashMap<Phrase, Html>();
    facts.put(Phrase.STATE, Html.maybe(known.code().map(code -> state(view, code.state()))));
    facts.put(Phrase.SENT_FIRST, Html.maybe(challenge.map(one -> view.time(one.firstSentAt()))));
    facts.put(Phrase.VALID_UNTIL, Html.maybe(challenge.map(one -> view.time(one.expiresAt()))));
    facts.put(
        Phrase.WRONG_TRIES,
        Html.maybe(challenge.map(one -> of(view, one.attempts(), limits.attempts()))));
    facts.put(Phrase.WRONG_TODAY, of(view, known.wrongCodes().size(), limits.attemptsPerDay()));
    facts.put(Phrase.WRONG_IN_A_ROW, of(view, known.wrongCodesInARow(), limits.attemptsInARow()));
    facts.put(Phrase.TEXT_UNKNOWN, Html.maybe(known.unsettled().map(view::time)));
    return Html.all(
        challenge.isEmpty() ? view.note(Phrase.NO_CODE) : Html.NOTHING, view.facts(facts));
  }

  private static Html state(View view, CodeState state) {
    return switch (state) {
      case LIVE -> view.badge(Tone.GOOD, view.say(Phrase.CODE_LIVE));
      case BURNT -> view.badge(Tone.BAD, view.say(Phrase.CODE_BURNT));
      case EXPIRED -> view.badge(Tone.CALM, view.say(Phrase.CODE_EXPIRED));
    };
  }

  private static Html of(View view, long count, long limit) {
    return limit == 0 ? view.number(count) : text(view.outOf(count, limit));
  }

  private static Html asked(View view, Overview known) {
    return known.texts().isEmpty()
        ? view.note(Phrase.NEVER_ASKED)
        : element(
            "ol",
            css("times"),
            Html.all(known.texts().reversed().stream().map(at -> element("li", view.time(at)))));
  }
}
