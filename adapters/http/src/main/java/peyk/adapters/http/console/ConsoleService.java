package peyk.adapters.http.console;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.admin.AdminConfig;
import peyk.adapters.http.admin.ChangeLog;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.Reply;
import peyk.adapters.http.server.RequestIds;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.operator.AuditTrail;
import peyk.domain.operator.AuditTrail.AskedChange;
import peyk.domain.time.ClusterTime;

/** Serves the console: access, language, and everything that is the same for all pages. */
public final class ConsoleService implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(ConsoleService.class);

  private static final Header HTML =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  /** In requests of a page for a part of itself. */
  private static final HeaderName PART = HeaderNames.create("HX-Request");

  private final ConsoleAccess access;
  private final AuditTrail audit;
  private final Assets assets = new Assets();
  private final List<ConsoleRoute> routes;

  public ConsoleService(
      List<ConsoleRoutes> all, AdminConfig config, AuditTrail audit, ClusterTime clock) {
    this.audit = audit;
    this.access = new ConsoleAccess(config, clock);
    this.routes =
        Stream.concat(all.stream(), Stream.of(new LoginPages(access)))
            .map(ConsoleRoutes::routes)
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public void routing(HttpRules rules) {
    assets.routing(rules);
    for (var route : routes) {
      rules.route(
          route.methods(),
          route.matcher(),
          (request, response) -> answer(route, request).send(request, response));
    }
    rules.any("/console", this::refuse);
    rules.any("/console/*", this::refuse);
  }

  /** The template of a path: a name for it in metrics, without ids. */
  public Optional<String> template(UriPath path) {
    return routes.stream()
        .filter(route -> route.matcher().match(path).accepted())
        .map(ConsoleRoute::path)
        .findFirst();
  }

  private void refuse(ServerRequest request, ServerResponse response) {
    var nothing =
        ConsoleRoute.page(
            "/console",
            _ -> {
              throw ConsoleException.notFound(Phrase.NOTHING_HERE);
            });
    answer(nothing, request).send(request, response);
  }

  private Reply answer(ConsoleRoute route, ServerRequest request) {
    var reader = access.caller(request);
    var view = new View(Language.of(request.headers()), reader);
    var said = request.query().first(ConsoleRequest.SAID).asOptional().flatMap(Outcome::of);
    var path = request.path().absolute().rawPath();
    var isPart = request.headers().contains(PART);
    var layout = new Layout(assets, view, path, said, access.loggedIn(request).isPresent(), isPart);
    try {
      if (route.isAction() && !ConsoleAccess.isFromOwnPage(request.headers())) {
        throw new ConsoleException(Status.FORBIDDEN_403, Phrase.FOREIGN_FORM);
      }
      if (route.role().isPresent() && reader.isEmpty()) {
        return stranger(path, layout);
      }
      if (!route.role().map(view::may).orElse(true)) {
        throw new ConsoleException(Status.FORBIDDEN_403, Phrase.ROLE_NEEDED);
      }
      return reply(handle(route, request, view), layout);
    } catch (ConsoleException e) {
      return failure(layout, e.status(), e.sentence());
    } catch (GatewayUnavailableException e) {
      log.warn("traccar not available path={} reason={}", route.path(), e.getMessage());
      return failure(layout, Status.SERVICE_UNAVAILABLE_503, Phrase.TRACCAR_AWAY);
    } catch (StorageUnavailableException e) {
      log.warn("storage not available path={} reason={}", route.path(), e.getMessage());
      return failure(layout, Status.SERVICE_UNAVAILABLE_503, Phrase.DATABASE_AWAY);
    } catch (IOException e) {
      log.debug("form cut short path={}", route.path());
      return failure(layout, Status.BAD_REQUEST_400, Phrase.BAD_INPUT)
          .with(HeaderValues.CONNECTION_CLOSE);
    } catch (HttpException | RequestException | CloseConnectionException e) {
      throw e; // Helidon's own: there is nobody to answer, or the listener does
    } catch (RuntimeException e) {
      log.error("console request failed path={}", route.path(), e);
      var id = RequestIds.current().map(view::code);
      return failure(layout, Status.INTERNAL_SERVER_ERROR_500, Phrase.BUG, Html.maybe(id));
    }
  }

  private ConsoleReply handle(ConsoleRoute route, ServerRequest request, View view)
      throws IOException {
    var changes = new ChangeLog(audit);
    if (route.isChange()) {
      var caller = view.reader().orElseThrow();
      changes.begin(new AskedChange(caller, "POST", route.path(), RequestIds.current()));
    }
    try {
      var reply = route.handler().answer(new ConsoleRequest(request, view, changes));
      changes.end(reply instanceof ConsoleReply.Said said ? said.outcome().word() : "done");
      return reply;
    } catch (IOException | RuntimeException e) {
      changes.end(outcome(e));
      throw e;
    }
  }

  /** As the admin API words it. */
  private static String outcome(Exception e) {
    return switch (e) {
      case ConsoleException refusal -> refusal.sentence().name().toLowerCase(Locale.ROOT);
      case GatewayUnavailableException _ -> ProblemType.TRACCAR_UNAVAILABLE.code();
      case StorageUnavailableException _ -> ProblemType.UNAVAILABLE.code();
      case IOException _ -> ProblemType.BODY_CUT_SHORT.code();
      default -> ProblemType.INTERNAL_ERROR.code();
    };
  }

  /** Leads to the login, if there is a token; a part of a page has the whole page loaded anew. */
  private Reply stranger(String path, Layout layout) {
    if (!access.hasLogin()) {
      return failure(layout, Status.FORBIDDEN_403, Phrase.NOT_LOCAL);
    }
    return layout.isPart()
        ? html(Status.UNAUTHORIZED_401, "").with(HeaderValues.create("HX-Refresh", "true"))
        : go("/console/login?next=" + View.encoded(path));
  }

  private static Reply reply(ConsoleReply reply, Layout layout) {
    return switch (reply) {
      case ConsoleReply.Page(var status, var title, var content) ->
          html(status, layout.page(title, content));
      case ConsoleReply.Bare(var status, var title, var content) ->
          html(status, layout.bare(title, content));
      case ConsoleReply.Fragment(var content) -> html(Status.OK_200, content.toString());
      case ConsoleReply.Said(var outcome, var path) ->
          go(path + "?" + ConsoleRequest.SAID + "=" + outcome.name());
      case ConsoleReply.Go(var path, var cookie) ->
          cookie.map(go(path)::with).orElseGet(() -> go(path));
    };
  }

  /** In place of a page, or of the part of a page that is loaded anew. */
  private static Reply failure(Layout layout, Status status, Phrase sentence, Html... more) {
    var title = layout.view().say(Phrase.NOT_DONE);
    var content =
        Html.all(
            Html.element("h1", Html.text(title)),
            Html.element("p", Html.text(layout.view().say(sentence))),
            Html.all(more));
    if (layout.isPart()) {
      return html(status, content.toString());
    }
    return html(
        status,
        layout.view().reader().isPresent()
            ? layout.page(title, content)
            : layout.bare(title, content));
  }

  private static Reply go(String path) {
    return html(Status.SEE_OTHER_303, "").with(HeaderValues.create(HeaderNames.LOCATION, path));
  }

  private static Reply html(Status status, String content) {
    var headers = Stream.concat(SecurityHeaders.ALL.stream(), Stream.of(HTML, NO_STORE)).toList();
    return new Reply(status, "console", content, headers);
  }
}
