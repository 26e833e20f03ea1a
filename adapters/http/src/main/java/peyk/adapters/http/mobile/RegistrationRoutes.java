package peyk.adapters.http.mobile;

import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.Envelope;
import peyk.application.device.CheckDevice;
import peyk.application.device.RegisterDevice;
import peyk.application.device.RegistrationRequest;
import peyk.application.monitoring.Metric;
import peyk.domain.device.Imei;

/** Registering trackers. */
public final class RegistrationRoutes {
  private static final Logger log = LoggerFactory.getLogger(RegistrationRoutes.class);

  private final ApiSecrets secrets;
  private final RegisterDevice registerDevice;
  private final CheckDevice checkDevice;

  public RegistrationRoutes(
      ApiSecrets secrets, RegisterDevice registerDevice, CheckDevice checkDevice) {
    this.secrets = secrets;
    this.registerDevice = registerDevice;
    this.checkDevice = checkDevice;
  }

  public List<MobileEndpoint> endpoints() {
    return List.of(
        new MobileEndpoint("/api/device", Metric.DEVICE_REGISTRATIONS, this::register),
        new MobileEndpoint("/api/checkDeviceInfo", Metric.DEVICE_CHECKS, this::check),
        new MobileEndpoint("/api/check", Metric.DEVICE_CHECKS, this::check));
  }

  private Envelope register(MobileRequest call) {
    var answer = withSecret(call, request -> register(request, call));
    log.info(
        "device registration outcome={} imei={}",
        answer.outcome(),
        call.body().text("imei").flatMap(Imei::parse).map(Imei::toString).orElse("none"));
    return answer;
  }

  private Envelope register(RegistrationRequest request, MobileRequest call) {
    return registerDevice
        .register(request, call.body().text("dp"))
        .map(refusal -> RegistrationRefusals.of(refusal, request.imei()))
        .orElseGet(() -> Envelope.success("registered").with("message", "device command sent"));
  }

  private Envelope check(MobileRequest call) {
    return withSecret(call, this::check);
  }

  private Envelope check(RegistrationRequest request) {
    return checkDevice
        .check(request)
        .map(refusal -> RegistrationRefusals.of(refusal, request.imei()))
        .orElseGet(() -> Envelope.success("free").with("message", "device can be registered"));
  }

  private Envelope withSecret(MobileRequest call, Function<RegistrationRequest, Envelope> answer) {
    var user = call.body().filled("user");
    var imei = call.body().filled("imei");
    var secret = call.body().filled("client_secret");
    if (user.isEmpty() || imei.isEmpty() || secret.isEmpty()) {
      return Envelope.refusal(
          "The client_secret, phone, and imei parameters are required", "missing_parameter");
    }
    if (!secrets.contain(secret.get())) {
      return RegistrationRefusals.WRONG_SECRET;
    }
    return answer.apply(
        new RegistrationRequest(user.get(), imei.get(), call.body().text("from"), call.token()));
  }
}
