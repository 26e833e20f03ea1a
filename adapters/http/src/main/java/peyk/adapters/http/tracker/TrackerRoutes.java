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
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.ErrorEnvelopes;
import peyk.adapters.http.server.JsonResponse;
import peyk.adapters.http.server.OutcomeCounters;
import peyk.adapters.http.server.TrustedProxies;
import peyk.application.monitoring.Metric;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.Imei;
import peyk.domain.firmware.Content;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.Release;
import peyk.domain.text.Digits;
import peyk.domain.text.JsonText;

/** The paths of legacy trackers, which nobody can change any more. */
public final class TrackerRoutes implements HttpService {
  public static final String USSD = "/qussd.php";
  public static final String FIRMWARE = "/fota.php";
  public static final List<String> PATHS = List.of(USSD, FIRMWARE);

  private static final Logger log = LoggerFactory.getLogger(TrackerRoutes.class);
  private static final Header ALLOW = HeaderValues.create(HeaderNames.ALLOW, "GET, HEAD, POST");
  private static final Header RETRY_AFTER = HeaderValues.create(HeaderNames.RETRY_AFTER, "60");

  /** Longer messages are junk; they are kept cut off. */
  private static final int LONGEST_BODY = 64 * 1024;

  private final TrackerUseCases api;
  private final TrustedProxies proxies;
  private final OutcomeCounters outcomes;

  public TrackerRoutes(TrackerUseCases api, TrustedProxies proxies, OutcomeCounters outcomes) {
    this.api = api;
    this.proxies = proxies;
    this.outcomes = outcomes;
  }

  @Override
  public void routing(HttpRules rules) {
    var methods = Method.predicate(Method.GET, Method.HEAD, Method.POST);
    rules
        .route(methods, PathMatchers.exact(USSD), this::takeUssd)
        .route(methods, PathMatchers.exact(FIRMWARE), this::offerFirmware)
        .any(USSD, this::refuseMethod)
        .any(FIRMWARE, this::refuseMethod);
  }

  /** One answer to a tracker. */
  private record Reply(Status status, String outcome, Map<String, Object> body) {
    static Reply error(String message) {
      return refusal(message, message.replace(' ', '_'));
    }

    static Reply refusal(String message, String outcome) {
      return new Reply(
          Status.BAD_REQUEST_400, outcome, ordered("result", "Error", "message", message));
    }
  }

  private void takeUssd(ServerRequest request, ServerResponse response) {
    var reply = takeUssd(TrackerParameters.read(request, LONGEST_BODY), request);
    outcomes.count(Metric.USSD_MESSAGES, reply.outcome());
    if (reply.status() != Status.OK_200) {
      response.header(RETRY_AFTER);
    }
    send(reply, request, response);
  }

  /** Also junk is taken: a tracker cannot do anything about an error. */
  private Reply takeUssd(TrackerParameters parameters, ServerRequest request) {
    try {
      var stored =
          api.recordUssd()
              .record(
                  parameters.filled("imei").orElse(""),
                  parameters.filled("data").orElse(""),
                  proxies.clientOf(request));
      return stored
          ? new Reply(Status.OK_200, "stored", ordered("status", "ok", "message", "Data received"))
          : tryAgain("too_many");
    } catch (StorageUnavailableException e) {
      log.warn("ussd message not stored reason={}", e.getMessage());
      return tryAgain("unavailable");
    }
  }

  private static Reply tryAgain(String outcome) {
    return new Reply(
        Status.SERVICE_UNAVAILABLE_503,
        outcome,
        ordered("status", "error", "message", "Try again later"));
  }

  private void offerFirmware(ServerRequest request, ServerResponse response) {
    var reply = offerFirmware(TrackerParameters.read(request, LONGEST_BODY));
    outcomes.count(Metric.FIRMWARE_CHECKS, reply.outcome());
    send(reply, request, response);
  }

  private Reply offerFirmware(TrackerParameters parameters) {
    return fault(parameters).orElseGet(() -> offer(check(parameters)));
  }

  /**
   * The order of the checks is what trackers know: all that is missing comes before what is wrong.
   */
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
    return parameters.filled(name).isPresent()
        ? Optional.empty()
        : Optional.of(Reply.error(message));
  }

  private static Optional<Reply> wrong(
      TrackerParameters parameters, String name, String message, Predicate<String> isRight) {
    return parameters.filled(name).filter(isRight.negate()).map(wrong -> Reply.error(message));
  }

  private static boolean isNumber(String text) {
    return Digits.parse(text).isPresent();
  }

  /** Of parameters without a fault. */
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

  /** Blanks around it, which people may type into an app, are wrong here. */
  private static Optional<Imei> checkedImei(String text) {
    return Imei.parse(text)
        .filter(imei -> text.length() == imei.digits().length())
        .filter(Imei::isChecked);
  }

  private Reply offer(FirmwareCheck check) {
    try {
      return reply(api.offerFirmware().offer(check));
    } catch (StorageUnavailableException e) {
      log.warn("firmware check not answered reason={}", e.getMessage());
      return internalError("unavailable");
    }
  }

  private Reply reply(FirmwareDecision decision) {
    return decision
        .offered()
        .map(release -> offer(release, decision))
        .orElseGet(() -> Reply.refusal("firmware not avaiable", decision.reason()));
  }

  private Reply offer(Release release, FirmwareDecision decision) {
    return link(release)
        .map(link -> new Reply(Status.OK_200, decision.reason(), offer(release, link)))
        .orElseGet(() -> {
          log.error("firmware offered without a link: FTP is off release={}", release.id());
          return internalError("no_link");
        });
  }

  private Optional<String> link(Release release) {
    return switch (release.content()) {
      case Content.Link(var url) -> Optional.of(url);
      case Content.Parts parts -> api.links().map(template -> template.link(release));
    };
  }

  private static Reply internalError(String outcome) {
    return new Reply(
        Status.INTERNAL_SERVER_ERROR_500,
        outcome,
        ordered("result", "ERROR", "message", "internal error"));
  }

  private static Map<String, Object> offer(Release release, String link) {
    return ordered(
        "result",
        "SUCCESS",
        "download",
        link,
        "firmware",
        release.version(),
        "date",
        release.date());
  }

  private void refuseMethod(ServerRequest request, ServerResponse response) {
    response.header(ALLOW);
    JsonResponse.send(ErrorEnvelopes.METHOD_NOT_ALLOWED, request, response);
  }

  private static void send(Reply reply, ServerRequest request, ServerResponse response) {
    var json = JsonText.compact(reply.body()).getBytes(StandardCharsets.UTF_8);
    JsonResponse.send(reply.status(), json, request, response);
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
    }
    return map;
  }
}
