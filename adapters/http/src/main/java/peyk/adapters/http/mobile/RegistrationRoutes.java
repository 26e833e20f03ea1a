package peyk.adapters.http.mobile;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.Envelope;
import peyk.adapters.http.server.Reply;
import peyk.application.device.CheckDevice;
import peyk.application.device.RegisterDevice;
import peyk.application.device.RegistrationRequest;
import peyk.application.intake.IntakeLimit;
import peyk.application.monitoring.Metric;
import peyk.domain.device.Imei;
import peyk.domain.time.ClusterTime;

/**
 * Registering trackers.
 *
 * @param unknowns limits requests of one client address that name an unknown user or tracker: each
 *     has Traccar search a whole table
 */
public record RegistrationRoutes(
    RegisterDevice registerDevice, CheckDevice checkDevice, IntakeLimit unknowns, ClusterTime clock)
    implements MobileRoutes {
  private static final Set<String> UNKNOWN = Set.of("device_unknown", "user_unknown");

  /** In this time the places of some requests become free. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(RegistrationRoutes.class);

  @Override
  public List<MobileEndpoint> endpoints() {
    return List.of(
        endpoint("/api/device", Metric.DEVICE_REGISTRATIONS, this::register),
        endpoint("/api/checkDeviceInfo", Metric.DEVICE_CHECKS, this::check),
        endpoint("/api/check", Metric.DEVICE_CHECKS, this::check));
  }

  private MobileEndpoint endpoint(
      String path, Metric counter, Function<MobileRequest, Reply> handler) {
    return new MobileEndpoint(
        path,
        counter,
        List.of("user", "imei", MobileEndpoint.SECRET),
        "The client_secret, phone, and imei parameters are required",
        request -> limited(request, handler));
  }

  /** A request counts before it is known whether it names something unknown. */
  private Reply limited(MobileRequest request, Function<MobileRequest, Reply> handler) {
    var client = request.client().value();
    if (!unknowns.admit(client, 1, clock.now())) {
      return OtpRoutes.tooManyRequests(PAUSE);
    }
    var counts = false;
    try {
      var reply = handler.apply(request);
      counts = UNKNOWN.contains(reply.outcome());
      return reply;
    } finally {
      if (!counts) {
        unknowns.giveBack(client);
      }
    }
  }

  private Reply register(MobileRequest request) {
    var registration = registration(request);
    var reply =
        registerDevice
            .register(registration, request.body().text("dp"))
            .map(refusal -> RegistrationErrors.reply(refusal, registration.imei()))
            .orElseGet(() -> success("registered", "device command sent"));
    log.info(
        "device registration outcome={} imei={}",
        reply.outcome(),
        Imei.parse(registration.imei()).map(Imei::toString).orElse("none"));
    return reply;
  }

  private Reply check(MobileRequest request) {
    var registration = registration(request);
    return checkDevice
        .check(registration)
        .map(refusal -> RegistrationErrors.reply(refusal, registration.imei()))
        .orElseGet(() -> success("free", "device can be registered"));
  }

  private static RegistrationRequest registration(MobileRequest request) {
    return new RegistrationRequest(
        request.required("user"),
        request.required("imei"),
        request.body().text("from"),
        request.token());
  }

  private static Reply success(String outcome, String message) {
    return Reply.ok(outcome, Envelope.success().with("message", message));
  }
}
