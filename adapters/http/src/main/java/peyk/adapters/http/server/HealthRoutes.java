package peyk.adapters.http.server;

import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import peyk.adapters.http.server.HealthFact.State;

/**
 * Tells whether the process lives, and whether it can do its work. If something is down, it answers
 * 503. If something is only degraded, it says so under 200.
 */
public record HealthRoutes(Supplier<List<HealthFact>> facts) implements HttpService {
  @Override
  public void routing(HttpRules rules) {
    var reading = Method.predicate(Method.GET, Method.HEAD);
    rules
        .route(reading, PathMatchers.exact("/observe/health"), this::ready)
        .route(reading, PathMatchers.exact("/observe/health/ready"), this::ready)
        .route(reading, PathMatchers.exact("/observe/health/live"), HealthRoutes::live);
  }

  private static void live(ServerRequest request, ServerResponse response) {
    Reply.ok("live", JsonObject.of("status", State.UP)).send(request, response);
  }

  private void ready(ServerRequest request, ServerResponse response) {
    var all = facts.get();
    var worst = all.stream().map(HealthFact::state).max(Comparator.naturalOrder()).orElse(State.UP);
    var ready = worst != State.DOWN;
    var body =
        JsonObject.of("status", worst)
            .with("live", true)
            .with("ready", ready)
            .with("checks", all.stream().map(HealthRoutes::body).toList());
    var status = ready ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
    Reply.json(status, "health", body).send(request, response);
  }

  private static JsonObject body(HealthFact fact) {
    return JsonObject.of("name", fact.name())
        .with("status", fact.state())
        .with("details", fact.details());
  }
}
