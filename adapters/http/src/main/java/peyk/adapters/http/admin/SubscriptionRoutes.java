package peyk.adapters.http.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.JsonObject;
import peyk.application.subscription.SubscriptionCheck;
import peyk.application.subscription.WatchSubscription;
import peyk.domain.diagnosis.Finding;
import peyk.domain.tracker.ClockDifference;

/** Whether this service hears trackers, and what Traccar has to do with it. */
final class SubscriptionRoutes {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionRoutes.class);

  private final WatchSubscription hearing;

  SubscriptionRoutes(WatchSubscription hearing) {
    this.hearing = hearing;
  }

  List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/hearing", this::show),
        AdminRoute.post("/admin/hearing/check", this::check));
  }

  private AdminResponse show(AdminRequest call) {
    return AdminResponse.ok(body(hearing.state()));
  }

  private AdminResponse check(AdminRequest call) throws IOException {
    call.expectNoBody();
    var found = hearing.checkNow();
    log.info("admin change=check_hearing faults={}", found.faults().size());
    return AdminResponse.ok(body(hearing.state()));
  }

  private static JsonObject body(WatchSubscription.State state) {
    var last = state.last();
    return JsonObject.of("heard", state.isHeard())
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
