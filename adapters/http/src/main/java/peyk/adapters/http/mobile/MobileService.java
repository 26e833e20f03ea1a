package peyk.adapters.http.mobile;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.BearerToken;
import peyk.adapters.http.server.Envelope;
import peyk.adapters.http.server.OutcomeCounters;
import peyk.adapters.http.server.Reply;
import peyk.adapters.http.server.RequestStream;
import peyk.adapters.http.server.TextFields;
import peyk.adapters.http.server.TrustedProxies;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.SessionToken;

/** Serves the endpoints of the mobile API: everything that is the same for all of them. */
public record MobileService(
    List<MobileEndpoint> endpoints,
    ApiSecrets secrets,
    CorsOrigins origins,
    TrustedProxies proxies,
    int bodyBytes,
    OutcomeCounters outcomes)
    implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(MobileService.class);
  private static final String METHODS = "POST, OPTIONS";
  private static final Reply WRONG_SECRET =
      Envelope.refusal("The client_secret parameter does not match.", "client_secret_mismatch");

  @Override
  public void routing(HttpRules rules) {
    for (var endpoint : endpoints) {
      rules
          .post(endpoint.path(), (request, response) -> answer(endpoint, request, response))
          .options(endpoint.path(), this::answerPreflight)
          .any(endpoint.path(), this::refuseMethod);
    }
    rules.any((request, response) -> send(Envelope.NOT_FOUND, request, response));
  }

  private void answer(MobileEndpoint endpoint, ServerRequest request, ServerResponse response) {
    var reply = reply(endpoint, request);
    outcomes.count(endpoint.counter(), reply.outcome());
    send(reply, request, response);
  }

  private Reply reply(MobileEndpoint endpoint, ServerRequest request) {
    try {
      var body = RequestStream.readBody(request, bodyBytes);
      return body.isEmpty()
          ? Envelope.TOO_LARGE
          : TextFields.parse(body.get())
              .map(fields -> checked(endpoint, mobileRequest(fields, request)))
              .orElse(Envelope.INVALID_JSON);
    } catch (IOException e) {
      log.debug("request cut short path={}", endpoint.path());
      return Envelope.INVALID_JSON.with(HeaderValues.CONNECTION_CLOSE);
    } catch (GatewayUnavailableException e) {
      log.warn("traccar not available path={} reason={}", endpoint.path(), e.getMessage());
      return Envelope.TRACCAR_UNAVAILABLE;
    } catch (StorageUnavailableException e) {
      log.warn("storage not available path={} reason={}", endpoint.path(), e.getMessage());
      return Envelope.UNAVAILABLE;
    }
  }

  private MobileRequest mobileRequest(TextFields fields, ServerRequest request) {
    Optional<SessionToken> token = BearerToken.of(request.headers()).map(SessionToken::new);
    return new MobileRequest(fields, token, proxies.clientOf(request));
  }

  private Reply checked(MobileEndpoint endpoint, MobileRequest request) {
    if (endpoint.required().stream().anyMatch(name -> request.body().filled(name).isEmpty())) {
      return Envelope.refusal(endpoint.ifMissing(), "missing_parameter");
    }
    return secrets.contain(request.required(MobileEndpoint.SECRET))
        ? endpoint.handler().apply(request)
        : WRONG_SECRET;
  }

  private void answerPreflight(ServerRequest request, ServerResponse response) {
    origins.permitPreflight(request.headers(), response.headers(), METHODS);
    response.header(HeaderNames.ALLOW, METHODS).status(Status.NO_CONTENT_204).send();
  }

  private void refuseMethod(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.ALLOW, METHODS);
    send(Envelope.METHOD_NOT_ALLOWED, request, response);
  }

  private void send(Reply reply, ServerRequest request, ServerResponse response) {
    origins.permit(request.headers(), response.headers());
    reply.send(request, response);
  }
}
