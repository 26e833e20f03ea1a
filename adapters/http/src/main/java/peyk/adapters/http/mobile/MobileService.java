package peyk.adapters.http.mobile;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.HttpConfig;
import peyk.adapters.http.server.Envelope;
import peyk.adapters.http.server.ErrorEnvelopes;
import peyk.adapters.http.server.InvalidRequestException;
import peyk.adapters.http.server.JsonResponse;
import peyk.adapters.http.server.OutcomeCounters;
import peyk.adapters.http.server.TextFields;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.SessionToken;

/** Serves the endpoints of the mobile API: what HTTP asks of all of them alike. */
public final class MobileService implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(MobileService.class);
  private static final String METHODS = "POST, OPTIONS";
  private static final String BEARER = "bearer ";

  private final HttpConfig config;
  private final List<MobileEndpoint> endpoints;
  private final OutcomeCounters outcomes;

  public MobileService(
      HttpConfig config, List<MobileEndpoint> endpoints, OutcomeCounters outcomes) {
    this.config = config;
    this.endpoints = endpoints;
    this.outcomes = outcomes;
  }

  @Override
  public void routing(HttpRules rules) {
    for (var endpoint : endpoints) {
      rules
          .post(endpoint.path(), (request, response) -> answer(endpoint, request, response))
          .options(endpoint.path(), this::answerPreflight)
          .any(endpoint.path(), this::refuseMethod);
    }
    rules.any(this::refusePath);
  }

  /** Helidon refuses some requests by such an exception; any other is a bug of ours. */
  public void fail(ServerRequest request, ServerResponse response, Throwable thrown) {
    if (thrown instanceof HttpException refusal) {
      send(ErrorEnvelopes.of(refusal.status()), request, response);
    } else {
      log.error("request failed", thrown);
      send(ErrorEnvelopes.INTERNAL_ERROR, request, response);
    }
  }

  private void answer(MobileEndpoint endpoint, ServerRequest request, ServerResponse response) {
    var answer = answer(endpoint, request);
    outcomes.count(endpoint.counter(), answer.outcome());
    send(answer, request, response);
  }

  private Envelope answer(MobileEndpoint endpoint, ServerRequest request) {
    try {
      return endpoint.answer().apply(read(request));
    } catch (InvalidRequestException e) {
      return e.answer();
    } catch (GatewayUnavailableException e) {
      log.warn("traccar not available path={} reason={}", endpoint.path(), e.getMessage());
      return ErrorEnvelopes.of(e);
    } catch (StorageUnavailableException e) {
      log.warn("storage not available path={} reason={}", endpoint.path(), e.getMessage());
      return ErrorEnvelopes.of(e);
    }
  }

  private MobileRequest read(ServerRequest request) {
    return new MobileRequest(
        TextFields.read(request.content(), config.limits().bodyBytes()),
        bearerToken(request),
        config.trustedProxies().clientOf(request));
  }

  private static Optional<SessionToken> bearerToken(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .map(String::strip)
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip())
        .map(SessionToken::new);
  }

  private void answerPreflight(ServerRequest request, ServerResponse response) {
    config.corsOrigins().permitPreflight(request.headers(), response.headers(), METHODS);
    response.header(HeaderNames.ALLOW, METHODS).status(Status.NO_CONTENT_204).send();
  }

  private void refuseMethod(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.ALLOW, METHODS);
    send(ErrorEnvelopes.METHOD_NOT_ALLOWED, request, response);
  }

  private void refusePath(ServerRequest request, ServerResponse response) {
    send(ErrorEnvelopes.NOT_FOUND, request, response);
  }

  private void send(Envelope answer, ServerRequest request, ServerResponse response) {
    config.corsOrigins().permit(request.headers(), response.headers());
    JsonResponse.send(answer, request, response);
  }
}
