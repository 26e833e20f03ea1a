package peyk.adapters.http.admin.tracker;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.sim.ShowBalances;
import peyk.application.sim.ShowBalances.Outlook;
import peyk.domain.sim.BalanceTrend;
import peyk.domain.sim.SimRepository.Reading;
import peyk.domain.sim.SimStatus;
import peyk.domain.sim.SimStatus.Balance;
import peyk.domain.sim.SimStatus.Number;

/** The SIM cards in trackers, and their balances. */
public record SimRoutes(ShowBalances balances) implements AdminRoutes {
  private static final Problem UNKNOWN =
      Problem.of(ProblemType.SIM_UNKNOWN, "The tracker has reported nothing about its SIM.");

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/sims/low", this::low, "below", "after", Page.LIMIT),
        AdminRoute.get("/admin/sims/{imei}", this::show),
        AdminRoute.get("/admin/sims/{imei}/history", this::history, "before", Page.LIMIT));
  }

  private Reply low(AdminRequest request) {
    var page = Page.of(request, "after");
    var below = request.find("below").map(asked -> asked.number(0, Long.MAX_VALUE));
    return page.reply(
        balances.low(below, page.afterImei(), page.wanted()),
        SimRoutes::body,
        sim -> sim.imei().digits());
  }

  private Reply show(AdminRequest request) {
    return Reply.ok(body(balances.outlook(request.imei()).orElseThrow(UNKNOWN::exception)));
  }

  private Reply history(AdminRequest request) {
    var imei = request.imei();
    var page = Page.of(request, "before");
    var reading = balances.history(imei, page.before(), page.wanted());
    if (reading.isEmpty() && balances.outlook(imei).isEmpty()) {
      throw UNKNOWN.exception();
    }
    return page.reply(reading, SimRoutes::body, Reading::id);
  }

  public static JsonObject body(Outlook outlook) {
    return body(outlook.status()).with("trend", outlook.trend().map(SimRoutes::body));
  }

  private static JsonObject body(SimStatus sim) {
    return JsonObject.of("imei", sim.imei().digits())
        .with("balance", sim.balance().map(SimRoutes::body))
        .with("number", sim.number().map(SimRoutes::body));
  }

  private static JsonObject body(Balance balance) {
    return JsonObject.of("rials", balance.rials()).with("at", balance.at());
  }

  private static JsonObject body(Number number) {
    return JsonObject.of("digits", number.digits()).with("at", number.at());
  }

  private static JsonObject body(BalanceTrend trend) {
    return JsonObject.of("spentPerDay", trend.spentPerDay())
        .with("daysLeft", boxed(trend.daysLeft()));
  }

  private static JsonObject body(Reading reading) {
    return JsonObject.of("id", reading.id())
        .with("at", reading.at())
        .with("balance", boxed(reading.balance()))
        .with("number", reading.number());
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
