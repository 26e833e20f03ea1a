package peyk.adapters.http.tracker;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.Envelope;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.OutcomeCounters;
import peyk.adapters.http.server.Reply;
import peyk.adapters.http.server.RequestStream;
import peyk.adapters.http.server.TrustedProxies;
import peyk.application.monitoring.Metric;
import peyk.domain.ClientAddress;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.Imei;
import peyk.domain.firmware.Content;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.Release;
import peyk.domain.text.Digits;

/** The paths of trackers in the field, which nobody can change any more. */
public record TrackerRoutes(
    TrackerUseCases useCases, TrustedProxies proxies, int bodyBytes, OutcomeCounters outcomes)
    implements HttpService {
  static final String USSD = "/qussd.php";
  static final String FIRMWARE = "/fota.php";
  public static final List<String> PATHS = List.of(USSD, FIRMWARE);

  private static final Logger log = LoggerFactory.getLogger(TrackerRoutes.class);
  private static final Header ALLOW = HeaderValues.create(HeaderNames.ALLOW, "GET, HEAD, POST");
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  @Override
  public void routing(HttpRules rules) {
    route(rules, USSD, Metric.USSD_MESSAGES, this::takeUssd);
    route(rules, FIRMWARE, Metric.FIRMWARE_CHECKS, this::offer);
  }

  private void route(
      HttpRules rules,
      String path,
      Metric counter,
      BiFunction<TrackerParameters, ServerRequest, Reply> handler) {
    rules
        .route(
            Method.predicate(Method.GET, Method.HEAD, Method.POST),
            PathMatchers.exact(path),
            (request, response) -> {
              var reply = reply(request, handler);
              outcomes.count(counter, reply.outcome());
              reply.send(request, response);
            })
        .any(
            path,
            (request, response) -> Envelope.METHOD_NOT_ALLOWED.with(ALLOW).send(request, response));
  }

  private Reply reply(
      ServerRequest request, BiFunction<TrackerParameters, ServerRequest, Reply> handler) {
    try {
      return RequestStream.readBody(request, bodyBytes)
          .map(body -> TrackerParameters.parse(request.prologue().query().rawValue(), body))
          .map(parameters -> handler.apply(parameters, request))
          .orElse(Envelope.TOO_LARGE);
    } catch (IOException e) {
      log.debug("request cut short path={}", request.path().path());
      return Envelope.BAD_REQUEST.with(HeaderValues.CONNECTION_CLOSE);
    }
  }

  /** Junk is stored as well: a tracker cannot do anything about an error. */
  private Reply takeUssd(TrackerParameters parameters, ServerRequest request) {
    try {
      var stored =
          useCases
              .recordUssd()
              .record(
                  parameters.filled("imei").orElse(""),
                  parameters.filled("data").orElse(""),
                  proxies.clientOf(request));
      return stored
          ? Reply.ok("stored", JsonObject.of("status", "ok").with("message", "Data received"))
          : tryAgain("too_many");
    } catch (StorageUnavailableException e) {
      log.warn("ussd message not stored reason={}", e.getMessage());
      return tryAgain("unavailable");
    }
  }

  private static Reply tryAgain(String outcome) {
    var body = JsonObject.of("status", "error").with("message", "Try again later");
    return Reply.json(Status.SERVICE_UNAVAILABLE_503, outcome, body).retryAfter(RETRY_AFTER);
  }

  private Reply offer(TrackerParameters parameters, ServerRequest request) {
    return fault(parameters).orElseGet(() -> offer(check(parameters), proxies.clientOf(request)));
  }

  /** Trackers know this order: all that is missing comes before what is wrong, but for the IMEI. */
  private static Optional<Reply> fault(TrackerParameters parameters) {
    return Stream.of(
            missing(parameters, "imei", "no imei"),
            wrong(parameters, "imei", "invalid imei", text -> checkedImei(text).isPresent()),
            missing(parameters, "sr", "no serial"),
            missing(parameters, "d", "no device"),
            missing(parameters, "fw", "no firmware version"),
            missing(parameters, "rev", "no revision"),
            wrong(parameters, "d", "invalid device", TrackerRoutes::isNumber),
            wrong(parameters, "fw", "invalid firmware version", TrackerRoutes::isNumber),
            wrong(parameters, "rev", "invalid revision", TrackerRoutes::isNumber))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Reply> missing(
      TrackerParameters parameters, String name, String message) {
    return parameters.filled(name).isPresent() ? Optional.empty() : Optional.of(fault(message));
  }

  private static Optional<Reply> wrong(
      TrackerParameters parameters, String name, String message, Predicate<String> isRight) {
    return parameters.filled(name).filter(isRight.negate()).map(wrong -> fault(message));
  }

  private static Reply fault(String message) {
    return refusal(message, message.replace(' ', '_'));
  }

  private static Reply refusal(String message, String outcome) {
    var body = JsonObject.of("result", "Error").with("message", message);
    return Reply.json(Status.BAD_REQUEST_400, outcome, body);
  }

  private static boolean isNumber(String text) {
    return Digits.parse(text).isPresent();
  }

  /**
   * @param parameters without a fault
   */
  private static FirmwareCheck check(TrackerParameters parameters) {
    return new FirmwareCheck(
        parameters.filled("imei").flatMap(TrackerRoutes::checkedImei).orElseThrow(),
        parameters.filled("sr").orElseThrow(),
        new Hardware(number(parameters, "d"), number(parameters, "rev")),
        number(parameters, "fw"));
  }

  private static long number(TrackerParameters parameters, String name) {
    return Digits.parse(parameters.filled(name).orElseThrow()).orElseThrow();
  }

  /** Unlike an IMEI that a person types, this one must have no blanks around it. */
  private static Optional<Imei> checkedImei(String text) {
    return Imei.parse(text)
        .filter(imei -> text.length() == imei.digits().length())
        .filter(Imei::isChecked);
  }

  private Reply offer(FirmwareCheck check, ClientAddress from) {
    try {
      return useCases
          .offerFirmware()
          .offer(check, from)
          .map(this::reply)
          .orElseGet(() -> internalError("too_many"));
    } catch (StorageUnavailableException e) {
      log.warn("firmware check not answered reason={}", e.getMessage());
      return internalError("unavailable");
    }
  }

  private Reply reply(FirmwareDecision decision) {
    return decision
        .offered()
        .map(release -> offer(release, decision.reason()))
        .orElseGet(() -> refusal("firmware not avaiable", decision.reason()));
  }

  private Reply offer(Release release, String reason) {
    var link =
        switch (release.content()) {
          case Content.Link(var url) -> url;
          case Content.Parts _ -> useCases.links().orElseThrow().link(release);
        };
    return Reply.ok(
        reason,
        JsonObject.of("result", "SUCCESS")
            .with("download", link)
            .with("firmware", release.version())
            .with("date", release.date()));
  }

  private static Reply internalError(String outcome) {
    var body = JsonObject.of("result", "ERROR").with("message", "internal error");
    return Reply.json(Status.INTERNAL_SERVER_ERROR_500, outcome, body);
  }
}
