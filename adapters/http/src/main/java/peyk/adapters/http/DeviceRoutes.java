package peyk.adapters.http;

import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.device.CheckDevice;
import peyk.application.device.DeviceRequest;
import peyk.application.device.RegisterDevice;
import peyk.domain.device.Imei;

/** Registering trackers. */
final class DeviceRoutes {
  private static final Logger log = LoggerFactory.getLogger(DeviceRoutes.class);

  private final ApiSecrets secrets;
  private final RegisterDevice registerDevice;
  private final CheckDevice checkDevice;

  DeviceRoutes(ApiSecrets secrets, RegisterDevice registerDevice, CheckDevice checkDevice) {
    this.secrets = secrets;
    this.registerDevice = registerDevice;
    this.checkDevice = checkDevice;
  }

  List<Endpoint> endpoints() {
    return List.of(
        new Endpoint("/api/device", "peyk_device_registrations", this::register),
        new Endpoint("/api/checkDeviceInfo", "peyk_device_checks", this::check),
        new Endpoint("/api/check", "peyk_device_checks", this::check));
  }

  private Envelope register(ApiCall call) {
    var answer = withSecret(call, request -> register(request, call));
    log.info(
        "device registration outcome={} imei={}",
        answer.outcome(),
        call.body().text("imei").flatMap(Imei::parse).map(Imei::toString).orElse("none"));
    return answer;
  }

  private Envelope register(DeviceRequest request, ApiCall call) {
    return registerDevice
        .register(request, call.body().text("dp"))
        .map(refusal -> Refusals.of(refusal, request.imei()))
        .orElseGet(() -> Envelope.success("registered").with("message", "device command sent"));
  }

  private Envelope check(ApiCall call) {
    return withSecret(call, this::check);
  }

  private Envelope check(DeviceRequest request) {
    return checkDevice
        .check(request)
        .map(refusal -> Refusals.of(refusal, request.imei()))
        .orElseGet(() -> Envelope.success("free").with("message", "device can be registered"));
  }

  private Envelope withSecret(ApiCall call, Function<DeviceRequest, Envelope> answer) {
    var user = call.body().filled("user");
    var imei = call.body().filled("imei");
    var secret = call.body().filled("client_secret");
    if (user.isEmpty() || imei.isEmpty() || secret.isEmpty()) {
      return Envelope.refusal(
          "The client_secret, phone, and imei parameters are required", "missing_parameter");
    }
    if (!secrets.contain(secret.get())) {
      return Refusals.WRONG_SECRET;
    }
    return answer.apply(
        new DeviceRequest(user.get(), imei.get(), call.body().text("from"), call.token()));
  }
}
