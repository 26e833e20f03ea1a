package peyk.adapters.http.admin;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.PathMatcher;
import io.helidon.http.Status;
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
import peyk.adapters.http.server.EarlyReplies;
import peyk.adapters.http.server.Reply;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;

/** Serves the admin API: access, errors, and everything that is the same for all operations. */
public final class AdminService implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(AdminService.class);

  /** A reply holds for this moment and this client. */
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  private final AdminAccess access;
  private final List<AdminRoute> routes;
  private final int bodyBytes;

  /** By template, in the order of the routes. */
  private final Map<String, Path> paths = new LinkedHashMap<>();

  private record Path(PathMatcher matcher, String allowed) {}

  /**
   * @param bodyBytes the longest JSON that is read
   */
  public AdminService(List<AdminRoutes> all, AdminConfig config, int bodyBytes) {
    this.access = new AdminAccess(config.token());
    this.routes =
        Stream.concat(all.stream(), Stream.of(new OpenApiRoutes()))
            .map(AdminRoutes::routes)
            .flatMap(List::stream)
            .toList();
    this.bodyBytes = bodyBytes;
    for (var route : routes) {
      paths.merge(
          route.path(),
          new Path(route.matcher(), route.allowed()),
          (one, other) -> new Path(one.matcher(), one.allowed() + ", " + other.allowed()));
    }
  }

  @Override
  public void routing(HttpRules rules) {
    for (var route : routes) {
      rules.route(
          route.methods(),
          route.matcher(),
          (request, response) -> answer(route, request).send(request, response));
    }
    paths.forEach((template, path) -> {
      var allow = HeaderValues.create(HeaderNames.ALLOW, path.allowed());
      refuse(rules, template, Problem.of(Status.METHOD_NOT_ALLOWED_405).with(allow));
    });
    refuse(rules, "/admin", Problem.NOT_FOUND);
    refuse(rules, "/admin/*", Problem.NOT_FOUND);
  }

  /** The template of a path: a name for it in metrics, without ids. */
  public Optional<String> template(UriPath path) {
    return paths.entrySet().stream()
        .filter(known -> known.getValue().matcher().match(path).accepted())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Helidon refuses some requests by an {@link HttpException}; any other exception is a bug. */
  public static void fail(ServerRequest request, ServerResponse response, Throwable thrown) {
    if (thrown instanceof HttpException refusal) {
      var problem = Problem.of(refusal.status());
      reply(refusal.keepAlive() ? problem : problem.with(HeaderValues.CONNECTION_CLOSE))
          .send(request, response);
    } else {
      log.error("admin request failed", thrown);
      reply(Problem.INTERNAL_ERROR).send(request, response);
    }
  }

  public static DirectHandlers earlyReplies() {
    return EarlyReplies.of(status -> reply(Problem.of(status)), (request, headers) -> {});
  }

  private Reply answer(AdminRoute route, ServerRequest request) {
    var changes = new ChangeLog();
    var reply = answer(route, request, changes);
    changes.write(reply.outcome());
    return reply;
  }

  private Reply answer(AdminRoute route, ServerRequest request, ChangeLog changes) {
    try {
      access.check(request);
      return route
          .handler()
          .answer(new AdminRequest(request, route, bodyBytes, changes))
          .with(NO_STORE);
    } catch (ProblemException e) {
      return reply(e.problem());
    } catch (GatewayUnavailableException e) {
      log.warn("traccar not available path={} reason={}", route.path(), e.getMessage());
      return reply(Problem.TRACCAR_UNAVAILABLE);
    } catch (StorageUnavailableException e) {
      log.warn("storage not available path={} reason={}", route.path(), e.getMessage());
      return reply(Problem.UNAVAILABLE);
    } catch (IOException e) {
      log.debug("admin request cut short path={}", route.path());
      return reply(Problem.BODY_CUT_SHORT);
    }
  }

  private void refuse(HttpRules rules, String path, Problem problem) {
    rules.any(
        path,
        (request, response) -> {
          try {
            access.check(request);
            reply(problem).send(request, response);
          } catch (ProblemException e) {
            reply(e.problem()).send(request, response);
          }
        });
  }

  private static Reply reply(Problem problem) {
    return problem.reply().with(NO_STORE);
  }
}
