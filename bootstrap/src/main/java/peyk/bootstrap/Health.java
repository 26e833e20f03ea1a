package peyk.bootstrap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import peyk.adapters.http.server.HealthFact;
import peyk.adapters.http.server.HealthFact.State;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.traccar.TraccarStatus;
import peyk.application.subscription.SubscriptionCheck;
import peyk.application.subscription.WatchSubscription;
import peyk.bootstrap.BackgroundWork.Events;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.KafkaDiagnosis;
import peyk.domain.diagnosis.KafkaFacts;
import peyk.domain.diagnosis.Severity;

/**
 * The health of the service's neighbours. Without Traccar it is degraded; without its database it
 * is down.
 */
final class Health {
  private Health() {}

  static List<HealthFact> of(PostgresDatabase database, TraccarStatus traccar, Events events) {
    var facts = new ArrayList<HealthFact>();
    facts.add(database(database));
    facts.add(events.kafka().isPresent() ? traccarWithoutSocket(traccar) : traccar(traccar));
    events.kafka().ifPresent(kafka -> facts.add(kafka(kafka.get())));
    facts.add(subscription(events.subscription().state(), events.subscription().unlinked()));
    return facts;
  }

  private static HealthFact database(PostgresDatabase database) {
    return new HealthFact("database", database.isUp() ? State.UP : State.DOWN, Map.of());
  }

  static HealthFact traccar(TraccarStatus status) {
    var details = new LinkedHashMap<String, Object>();
    details.put("socketConnected", status.socketConnected());
    return traccar(status, status.socketConnected(), details);
  }

  /** Events come by Kafka. */
  static HealthFact traccarWithoutSocket(TraccarStatus status) {
    return traccar(status, true, new LinkedHashMap<>());
  }

  private static HealthFact traccar(
      TraccarStatus status, boolean receives, Map<String, Object> details) {
    status.reachableSince().ifPresent(since -> details.put("reachableSince", since.toString()));
    status.lastEvent().ifPresent(last -> details.put("lastEvent", last.toString()));
    status.lastError().ifPresent(error -> details.put("lastError", error));
    var isWell = status.reachableSince().isPresent() && receives;
    return new HealthFact("traccar", isWell ? State.UP : State.DEGRADED, details);
  }

  static HealthFact kafka(KafkaFacts facts) {
    var finding = KafkaDiagnosis.finding(facts);
    return new HealthFact(
        "kafka", finding.isFault() ? State.DEGRADED : State.UP, Map.of("found", sentence(finding)));
  }

  /**
   * @param unlinked the number of devices that are not linked yet
   */
  static HealthFact subscription(WatchSubscription.State state, int unlinked) {
    var details = new LinkedHashMap<String, Object>();
    details.put("found", found(state));
    if (unlinked > 0) {
      details.put("unlinked", unlinked);
    }
    state
        .last()
        .ifPresent(last -> {
          details.put("checked", last.at().toString());
          details.put("devices", state.devices());
          details.put("online", state.online());
          tell(last, Severity.FAULT, "faults", details);
          tell(last, Severity.NOTE, "notes", details);
        });
    var faults = state.last().map(SubscriptionCheck::faults).orElseGet(List::of);
    var isWell = state.isSubscribed() && faults.isEmpty() && unlinked == 0;
    return new HealthFact("hearing", isWell ? State.UP : State.DEGRADED, details);
  }

  private static String found(WatchSubscription.State state) {
    return state
        .trouble()
        .map(why -> "not checked: " + why)
        .orElseGet(() -> state.isSubscribed() ? "trackers are heard" : "trackers are not heard");
  }

  private static void tell(
      SubscriptionCheck check, Severity severity, String name, Map<String, Object> details) {
    var sentences =
        check.findings().stream()
            .filter(finding -> finding.severity() == severity)
            .map(Health::sentence)
            .toList();
    if (!sentences.isEmpty()) {
      details.put(name, sentences);
    }
  }

  private static String sentence(Finding finding) {
    return finding.sentence() + finding.cure().map(cure -> "; what to do: " + cure).orElse("");
  }
}
