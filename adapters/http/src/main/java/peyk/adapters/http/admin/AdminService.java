package peyk.adapters.http.admin;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.ErrorReplies;
import peyk.adapters.http.server.Reply;
import peyk.adapters.http.server.RequestIds;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.operator.AuditTrail;
import peyk.domain.operator.AuditTrail.AskedChange;
import peyk.domain.operator.OperatorRole;

/** Serves the admin API: access, errors, and everything that is the same for all operations. */
public final class AdminService implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(AdminService.class);

  /** A reply holds for this moment and this client. */
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  private final AdminAccess access;
  private final List<AdminRoute> routes;
  private final AuditTrail audit;
  private final int bodyBytes;

  public AdminService(AdminApi api, AdminConfig config, int bodyBytes) {
    this.access = new AdminAccess(config.tokens(), config.servesThisMachine());
    this.routes = api.routes();
    this.audit = api.audit();
    this.bodyBytes = bodyBytes;
  }

  @Override
  public void routing(HttpRules rules) {
    for (var route : routes) {
      rules.route(
          route.methods(),
          route.matcher(),
          (request, response) -> answer(route, request).send(request, response));
    }
    routes.stream()
        .collect(groupingBy(AdminRoute::path, mapping(AdminRoute::allowed, joining(", "))))
        .forEach((path, allowed) -> {
          var allow = HeaderValues.create(HeaderNames.ALLOW, allowed);
          refuse(rules, path, Problem.of(Status.METHOD_NOT_ALLOWED_405).with(allow));
        });
    refuse(rules, "/admin", Problem.NOT_FOUND);
    refuse(rules, "/admin/*", Problem.NOT_FOUND);
  }

  /** The template of a path: a name for it in metrics, without ids. */
  public Optional<String> template(UriPath path) {
    return routes.stream()
        .filter(route -> route.matcher().match(path).accepted())
        .map(AdminRoute::path)
        .findFirst();
  }

  public static ErrorReplies errors() {
    return new ErrorReplies(status -> reply(Problem.of(status)), (request, headers) -> {});
  }

  private Reply answer(AdminRoute route, ServerRequest request) {
    var changes = new ChangeLog(audit);
    try {
      var reply = answer(route, request, changes);
      changes.end(reply.outcome());
      return reply;
    } catch (RuntimeException e) {
      changes.end(ProblemType.INTERNAL_ERROR.code());
      throw e;
    }
  }

  private Reply answer(AdminRoute route, ServerRequest request, ChangeLog changes) {
    try {
      var caller = access.check(request, route.role());
      if (route.changes()) {
        changes.begin(
            new AskedChange(caller, route.method().text(), route.path(), RequestIds.current()));
      }
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
            access.check(request, OperatorRole.READ);
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
