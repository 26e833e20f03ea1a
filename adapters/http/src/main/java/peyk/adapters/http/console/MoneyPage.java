package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.util.List;
import peyk.adapters.http.console.View.Tone;
import peyk.application.sim.ShowBalances;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.otp.SmsAccountGateway;
import peyk.domain.otp.SmsCredit;

/** The credit at the SMS gateway, and the balances of the SIMs in trackers. */
public record MoneyPage(SmsAccountGateway account, ShowBalances balances) implements ConsoleRoutes {
  private static final String CREDIT = "/console/live/credit";
  private static final int SIMS = 50;

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
            view.section(
                Phrase.SIMS_BY_DAYS,
                view.note(Phrase.SIMS_NOTE),
                sims.isEmpty() ? view.note(Phrase.NOTHING_HAPPENED) : SimTable.of(view, sims))));
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
