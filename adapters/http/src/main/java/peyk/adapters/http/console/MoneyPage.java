package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import peyk.adapters.http.console.View.Tone;
import peyk.application.sim.ShowBalances;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.otp.SmsAccountGateway;
import peyk.domain.otp.SmsCredit;
import peyk.domain.otp.TextCount;
import peyk.domain.otp.TextHistory;
import peyk.domain.time.ClusterTime;

/** The credit at the SMS gateway, the texts, and the balances of the SIMs in trackers. */
public record MoneyPage(
    SmsAccountGateway account, TextHistory texts, ShowBalances balances, ClusterTime clock)
    implements ConsoleRoutes {
  private static final String CREDIT = "/console/live/credit";
  private static final int SIMS = 50;
  private static final int HOURS = 48;
  private static final int DAYS = 30;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.page("/console/money", this::show),
        ConsoleRoute.page(CREDIT, request -> new ConsoleReply.Fragment(credit(request.view()))));
  }

  /** The gateway is asked after the page is there: it may take long. */
  private ConsoleReply show(ConsoleRequest request) {
    var view = request.view();
    var title = view.say(Phrase.MONEY);
    var sims = balances.driest(SIMS);
    return ConsoleReply.page(
        title,
        Html.all(
            element("h1", text(title)),
            view.section(
                Phrase.SMS_CREDIT,
                element(
                    "div",
                    css("live"),
                    attribute("hx-get", CREDIT),
                    attribute("hx-trigger", "load"),
                    view.note(Phrase.IS_ASKED))),
            view.section(Phrase.TEXTS, texts(view)),
            view.section(
                Phrase.SIMS_BY_DAYS,
                view.note(Phrase.SIMS_NOTE),
                sims.isEmpty() ? view.note(Phrase.NOTHING_HAPPENED) : SimTable.of(view, sims))));
  }

  private Html texts(View view) {
    var end = clock.now().truncatedTo(ChronoUnit.HOURS).plus(HOUR);
    var hours = texts.since(end.minus(DAY.multipliedBy(DAYS)));
    if (hours.isEmpty()) {
      return view.note(Phrase.NO_TEXTS);
    }
    var all = hours.values().stream().reduce(TextCount.NONE, TextCount::plus);
    var facts = new LinkedHashMap<Phrase, Html>();
    facts.put(Phrase.TEXTS_WELL, view.number(all.well()));
    facts.put(Phrase.TEXTS_FAILED, view.number(all.failed()));
    facts.put(Phrase.TEXTS_REJECTED, view.number(all.rejected()));
    facts.put(Phrase.TEXTS_COST, view.rials(all.rials()));
    return Html.all(
        view.facts(facts),
        TextBars.of(view, hours, end, HOUR, HOURS).svg(Phrase.TEXTS_BY_HOUR),
        TextBars.of(view, hours, end, DAY, DAYS).svg(Phrase.TEXTS_BY_DAY),
        element(
            "p",
            css("legend"),
            element("span", css("key seen"), text(view.say(Phrase.TEXTS_WELL))),
            element("span", css("key failing"), text(view.say(Phrase.TEXTS_ILL)))));
  }

  private Html credit(View view) {
    try {
      return switch (account.credit()) {
        case SmsCredit.Left(var rials) -> element("p", css("figure"), view.rials(rials));
        case SmsCredit.KeyRefused() -> view.badge(Tone.BAD, view.say(Phrase.KEY_REFUSED));
        case SmsCredit.Refused(var code) ->
            view.badge(Tone.BAD, view.say(Phrase.SMS_REFUSED) + " " + view.language().number(code));
      };
    } catch (GatewayUnavailableException e) {
      return view.badge(Tone.WARN, view.say(Phrase.SMS_AWAY));
    }
  }
}
