package peyk.adapters.http.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.tracker.Hearing;
import peyk.application.tracker.WatchHearing;
import peyk.domain.checkup.Finding;
import peyk.domain.tracker.ClockDifference;

/** Whether this service hears trackers, and what Traccar has to do with it. */
final class HearingRoutes {
  private static final Logger log = LoggerFactory.getLogger(HearingRoutes.class);

  private final WatchHearing hearing;

  HearingRoutes(WatchHearing hearing) {
    this.hearing = hearing;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/admin/hearing", this::show), Route.post("/admin/hearing/check", this::check));
  }

  private Answer show(Call call) {
    return Answer.ok(body(hearing.state()));
  }

  private Answer check(Call call) throws IOException {
    call.expectNoBody();
    var found = hearing.checkNow();
    log.info("admin change=check_hearing faults={}", found.faults().size());
    return Answer.ok(body(hearing.state()));
  }

  private static Body body(WatchHearing.State state) {
    var last = state.last();
    return Body.of("heard", state.isHeard())
        .with("trouble", state.trouble())
        .with("checked", last.map(Hearing::at))
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
            last.map(Hearing::findings).orElseGet(List::of).stream()
                .map(HearingRoutes::body)
                .toList());
  }

  private static Body body(Finding finding) {
    return Body.of("severity", finding.severity().word())
        .with("code", finding.code())
        .with("sentence", finding.sentence())
        .with("cure", finding.cure());
  }
}
