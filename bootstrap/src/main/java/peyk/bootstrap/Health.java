package peyk.bootstrap;

import java.util.LinkedHashMap;
import java.util.Map;
import peyk.adapters.http.HealthFact;
import peyk.adapters.http.HealthFact.State;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.traccar.TraccarStatus;
import peyk.application.tracker.Hearing;

/**
 * How what the service needs is doing. Without Traccar it works less well; without its database not
 * at all.
 */
final class Health {
  private Health() {}

  static HealthFact database(PostgresDatabase database) {
    return new HealthFact("database", database.isUp() ? State.UP : State.DOWN, Map.of());
  }

  static HealthFact traccar(TraccarStatus status) {
    var details = new LinkedHashMap<String, Object>();
    details.put("socketConnected", status.socketConnected());
    status.reachableSince().ifPresent(since -> details.put("reachableSince", since.toString()));
    status.lastEvent().ifPresent(last -> details.put("lastEvent", last.toString()));
    status.lastError().ifPresent(error -> details.put("lastError", error));
    var isWell = status.reachableSince().isPresent() && status.socketConnected();
    return new HealthFact("traccar", isWell ? State.UP : State.DEGRADED, details);
  }

  static HealthFact hearing(HearingWatch hearing) {
    var found = hearing.last();
    var details = new LinkedHashMap<String, Object>();
    details.put(
        "found", found.map(Health::describe).orElse("not checked: Traccar is not available"));
    if (found.isPresent() && found.get() instanceof Hearing.Heard(var devices, var newlyLinked)) {
      details.put("devices", devices);
      return new HealthFact("hearing", State.UP, details);
    }
    return new HealthFact("hearing", State.DEGRADED, details);
  }

  private static String describe(Hearing hearing) {
    return switch (hearing) {
      case Hearing.Heard heard -> "trackers are heard";
      case Hearing.ServiceAccountToken token ->
          "the token is that of Traccar's service account, which hears nothing";
      case Hearing.NotAdministrator user -> "the token's user is no administrator";
      case Hearing.TokenRefused token -> "Traccar refuses the token";
    };
  }
}
