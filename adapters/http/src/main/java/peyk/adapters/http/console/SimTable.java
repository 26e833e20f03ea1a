package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.util.List;
import peyk.adapters.http.console.View.Tone;
import peyk.application.sim.ShowBalances.Outlook;
import peyk.domain.sim.BalanceTrend;

/** SIMs with their balances, and how long these last. */
final class SimTable {
  /** Days in which nobody reaches a tracker with a new SIM. */
  private static final int URGENT = 3;

  private SimTable() {}

  static Html of(View view, List<Outlook> sims) {
    return view.table(
        List.of(
            Phrase.TRACKER, Phrase.DAYS_LEFT, Phrase.BALANCE, Phrase.SPENT_PER_DAY, Phrase.AS_OF),
        sims.stream()
            .map(sim ->
                List.of(
                    view.tracker(sim.status().imei()),
                    Html.maybe(sim.trend().map(trend -> daysLeft(view, trend))),
                    Html.maybe(sim.status().balance().map(one -> view.rials(one.rials()))),
                    Html.maybe(sim.trend().map(trend -> view.rials(trend.spentPerDay()))),
                    Html.maybe(sim.status().balance().map(one -> view.time(one.at()))))));
  }

  /** How long the balance lasts, or that nothing is spent. */
  static Html daysLeft(View view, BalanceTrend trend) {
    if (trend.daysLeft().isEmpty()) {
      return text(view.say(Phrase.NOTHING_SPENT));
    }
    var days = trend.daysLeft().getAsLong();
    return element(
        "span",
        view.badge(
            days <= URGENT ? Tone.BAD : Tone.CALM,
            view.language().number(days) + " " + view.say(days == 1 ? Phrase.DAY : Phrase.DAYS)));
  }
}
