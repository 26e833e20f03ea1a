package peyk.adapters.http.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.subscription.SubscriptionCheck;
import peyk.application.subscription.WatchSubscription;
import peyk.domain.diagnosis.Finding;
import peyk.domain.tracker.ClockDifference;

/** Whether Traccar sends this service the events of trackers, and the findings about it. */
public record SubscriptionRoutes(WatchSubscription subscription) implements AdminRoutes {
  @Override
  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/hearing", this::show),
        AdminRoute.post("/admin/hearing/check", this::check));
  }

  private Reply show(AdminRequest request) {
    return Reply.ok(body(subscription.state()));
  }

  private Reply check(AdminRequest request) throws IOException {
    request.expectNoBody();
    request.change("check_hearing").note("faults", subscription.checkNow().faults().size());
    return show(request);
  }

  private static JsonObject body(WatchSubscription.State state) {
    var last = state.last();
    return JsonObject.of("heard", state.isSubscribed())
        .with("trouble", state.trouble())
        .with("checked", last.map(SubscriptionCheck::at))
        .with("devices", state.devices())
        .with("online", state.online())
        .with("version", last.flatMap(one -> one.facts().version()))
        .with(
            "clockAheadMillis",
            last.flatMap(one -> one.facts().clockDifference())
                .map(ClockDifference::middle)
                .map(Duration::toMillis))
        .with(
            "answerDelayMillis",
            last.flatMap(one -> one.facts().answerDelay()).map(Duration::toMillis))
        .with(
            "findings",
            last.map(SubscriptionCheck::findings).orElseGet(List::of).stream()
                .map(SubscriptionRoutes::body)
                .toList());
  }

  private static JsonObject body(Finding finding) {
    return JsonObject.of("severity", finding.severity().word())
        .with("code", finding.code())
        .with("sentence", finding.sentence())
        .with("cure", finding.cure());
  }
}
