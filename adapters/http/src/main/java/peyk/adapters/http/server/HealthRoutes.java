package peyk.adapters.http.server;

import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import peyk.adapters.http.server.HealthFact.State;
import peyk.domain.text.JsonText;

/**
 * Tells whether the process lives, and whether it can do its work. Without the database it cannot,
 * so it answers 503; what merely works less well is told, under 200.
 */
public final class HealthRoutes implements HttpService {
  private final Supplier<List<HealthFact>> facts;

  public HealthRoutes(Supplier<List<HealthFact>> facts) {
    this.facts = facts;
  }

  @Override
  public void routing(HttpRules rules) {
    var reading = Method.predicate(Method.GET, Method.HEAD);
    rules
        .route(reading, PathMatchers.exact("/observe/health"), this::ready)
        .route(reading, PathMatchers.exact("/observe/health/ready"), this::ready)
        .route(reading, PathMatchers.exact("/observe/health/live"), this::live);
  }

  private void live(ServerRequest request, ServerResponse response) {
    send(Status.OK_200, Map.of("status", State.UP), request, response);
  }

  private void ready(ServerRequest request, ServerResponse response) {
    var all = facts.get();
    var worst = all.stream().map(HealthFact::state).max(Comparator.naturalOrder()).orElse(State.UP);
    var ready = worst != State.DOWN;
    var body = new LinkedHashMap<String, Object>();
    body.put("status", worst);
    body.put("live", true);
    body.put("ready", ready);
    body.put("checks", all.stream().map(HealthRoutes::describe).toList());
    send(ready ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503, body, request, response);
  }

  private static Map<String, Object> describe(HealthFact fact) {
    var check = new LinkedHashMap<String, Object>();
    check.put("name", fact.name());
    check.put("status", fact.state());
    check.put("details", fact.details());
    return check;
  }

  private static void send(
      Status status, Map<String, Object> body, ServerRequest request, ServerResponse response) {
    var json = JsonText.compact(body).getBytes(StandardCharsets.UTF_8);
    JsonResponse.send(status, json, request, response);
  }
}
