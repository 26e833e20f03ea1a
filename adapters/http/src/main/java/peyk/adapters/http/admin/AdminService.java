package peyk.adapters.http.admin;

import io.helidon.common.uri.UriPath;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.PathMatcher;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.admin.firmware.DecisionRoutes;
import peyk.adapters.http.admin.firmware.ImportRoutes;
import peyk.adapters.http.admin.firmware.PartRoutes;
import peyk.adapters.http.admin.firmware.ReleaseRoutes;
import peyk.adapters.http.admin.firmware.StandingRoutes;
import peyk.adapters.http.admin.firmware.StatisticsRoutes;
import peyk.adapters.http.admin.tracker.CommandRoutes;
import peyk.adapters.http.admin.tracker.ProvisioningRoutes;
import peyk.adapters.http.admin.tracker.ScheduleRoutes;
import peyk.adapters.http.admin.tracker.SimRoutes;
import peyk.adapters.http.admin.tracker.TrackerOverviewRoutes;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;

/** Serves the admin API: what HTTP, and whoever guards it, ask of all its operations alike. */
public final class AdminService implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(AdminService.class);

  private final AdminAccess access;
  private final List<AdminRoute> routes;
  private final int bodyBytes;

  /** By template, in the order of the routes. */
  private final Map<String, Path> paths = new LinkedHashMap<>();

  private record Path(PathMatcher matcher, String allowed) {}

  /**
   * @param bodyBytes the longest JSON that is read
   */
  public AdminService(AdminApi api, AdminConfig config, int bodyBytes) {
    this.access = new AdminAccess(config.token());
    this.routes = routes(api, config);
    this.bodyBytes = bodyBytes;
    for (var route : routes) {
      paths.merge(
          route.path(),
          new Path(route.matcher(), route.allowed()),
          (one, other) -> new Path(one.matcher(), one.allowed() + ", " + other.allowed()));
    }
  }

  public static List<AdminRoute> routes(AdminApi api, AdminConfig config) {
    return Stream.of(
            new ReleaseRoutes(api.releases(), api.prepare(), api.steer()).routes(),
            new PartRoutes(api.releases(), api.prepare(), config.longestPart()).routes(),
            new StandingRoutes(api.releases(), api.steer()).routes(),
            new StatisticsRoutes(api.releases(), api.offers(), api.downloads()).routes(),
            new DecisionRoutes(api.releases(), api.decisions(), api.explain()).routes(),
            new ImportRoutes(api.importReleases()).routes(),
            new SimRoutes(api.balances()).routes(),
            new ScheduleRoutes(api.schedules()).routes(),
            new TrackerOverviewRoutes(api.fleet().describe()).routes(),
            new CommandRoutes(api.fleet()).routes(),
            new ProvisioningRoutes(api.fleet().provisionings(), api.fleet().restart()).routes(),
            new JobRoutes(api.fleet().failedJobs()).routes(),
            new SubscriptionRoutes(api.hearing()).routes(),
            new OpenApiRoutes().routes())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public void routing(HttpRules rules) {
    for (var route : routes) {
      rules.route(
          route.methods(),
          route.matcher(),
          (request, response) -> answer(route, request).send(request, response));
    }
    for (var path : paths.entrySet()) {
      var problem =
          Problem.of(Status.METHOD_NOT_ALLOWED_405)
              .with(HeaderValues.create(HeaderNames.ALLOW, path.getValue().allowed()));
      rules.any(path.getKey(), (request, response) -> refuse(problem, request, response));
    }
    rules
        .any("/admin", (request, response) -> refuse(Problem.NOT_FOUND, request, response))
        .any("/admin/*", (request, response) -> refuse(Problem.NOT_FOUND, request, response));
  }

  /** The template that a path fits, a name for it that tells nothing of whom it is about. */
  public Optional<String> template(UriPath path) {
    return paths.entrySet().stream()
        .filter(known -> known.getValue().matcher().match(path).accepted())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Helidon refuses some requests by such an exception; any other is a bug of ours. */
  public static void fail(ServerRequest request, ServerResponse response, Throwable thrown) {
    if (thrown instanceof HttpException refusal) {
      Problem.of(refusal.status()).answer().send(request, response);
    } else {
      log.error("admin request failed", thrown);
      Problem.INTERNAL_ERROR.answer().send(request, response);
    }
  }

  /** Answers to what Helidon refuses before it looks for a route. */
  public static DirectHandlers earlyErrors() {
    var handlers = DirectHandlers.builder();
    for (var event : DirectHandler.EventType.values()) {
      handlers.addHandler(
          event,
          (request, type, status, headers, message) -> {
            var answer = Problem.of(status).answer();
            answer.headers().forEach(headers::set);
            headers.set(answer.contentType());
            return DirectHandler.TransportResponse.builder()
                .status(answer.status())
                .headers(headers)
                .entity(answer.bytes())
                .build();
          });
    }
    return handlers.build();
  }

  private AdminResponse answer(AdminRoute route, ServerRequest request) {
    try {
      access.check(request);
      return route.handler().answer(new AdminRequest(request, route, bodyBytes));
    } catch (ProblemException e) {
      return e.problem().answer();
    } catch (GatewayUnavailableException e) {
      log.warn("traccar not available path={} reason={}", route.path(), e.getMessage());
      return Problem.TRACCAR_UNAVAILABLE.answer();
    } catch (StorageUnavailableException e) {
      log.warn("storage not available path={} reason={}", route.path(), e.getMessage());
      return Problem.UNAVAILABLE.answer();
    } catch (IOException e) {
      return cutShort(e);
    }
  }

  /** What Helidon throws to end the connection, or to refuse the rest of the body, is its own. */
  private static AdminResponse cutShort(IOException e) {
    return switch (e.getCause()) {
      case CloseConnectionException close -> throw close;
      case RequestException refusal -> throw refusal;
      case null, default -> Problem.BODY_CUT_SHORT.answer();
    };
  }

  private void refuse(Problem problem, ServerRequest request, ServerResponse response) {
    try {
      access.check(request);
      problem.answer().send(request, response);
    } catch (ProblemException e) {
      e.problem().answer().send(request, response);
    }
  }
}
