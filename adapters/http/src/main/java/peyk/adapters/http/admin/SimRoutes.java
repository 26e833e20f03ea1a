package peyk.adapters.http.admin;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.application.sim.WatchBalances;
import peyk.application.sim.WatchBalances.Outlook;
import peyk.domain.sim.BalanceTrend;
import peyk.domain.sim.SimRepository.Learnt;
import peyk.domain.sim.SimStatus;
import peyk.domain.sim.SimStatus.Balance;
import peyk.domain.sim.SimStatus.Number;

/** The SIMs in trackers, and the money on them. */
final class SimRoutes {
  private static final Problem UNKNOWN =
      Problem.of(ProblemType.SIM_UNKNOWN, "The tracker has told nothing of its SIM.");

  private final WatchBalances balances;

  SimRoutes(WatchBalances balances) {
    this.balances = balances;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/admin/sims/low", this::low, "below", "after", Page.LIMIT),
        Route.get("/admin/sims/{imei}", this::show),
        Route.get("/admin/sims/{imei}/history", this::history, "before", Page.LIMIT));
  }

  private Answer low(Call call) {
    var page = Page.of(call, "after");
    var below = call.find("below").map(asked -> asked.number(0, Long.MAX_VALUE));
    return page.answer(
        balances.low(below, page.afterImei(), page.wanted()),
        SimRoutes::body,
        sim -> sim.imei().digits());
  }

  private Answer show(Call call) {
    return balances
        .outlook(call.imei())
        .map(SimRoutes::body)
        .map(Answer::ok)
        .orElseGet(UNKNOWN::answer);
  }

  private Answer history(Call call) {
    var imei = call.imei();
    var page = Page.of(call, "before");
    var learnt = balances.history(imei, page.before(), page.wanted());
    return learnt.isEmpty() && balances.outlook(imei).isEmpty()
        ? UNKNOWN.answer()
        : page.answer(learnt, SimRoutes::body, Learnt::id);
  }

  static Body body(Outlook outlook) {
    return body(outlook.status()).with("trend", outlook.trend().map(SimRoutes::body));
  }

  private static Body body(SimStatus sim) {
    return Body.of("imei", sim.imei().digits())
        .with("balance", sim.balance().map(SimRoutes::body))
        .with("number", sim.number().map(SimRoutes::body));
  }

  private static Body body(Balance balance) {
    return Body.of("rials", balance.rials()).with("at", balance.at());
  }

  private static Body body(Number number) {
    return Body.of("digits", number.digits()).with("at", number.at());
  }

  private static Body body(BalanceTrend trend) {
    return Body.of("spentPerDay", trend.spentPerDay()).with("daysLeft", boxed(trend.daysLeft()));
  }

  private static Body body(Learnt learnt) {
    return Body.of("id", learnt.id())
        .with("at", learnt.at())
        .with("balance", boxed(learnt.balance()))
        .with("number", learnt.number());
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
