package peyk.adapters.http.mobile;

import io.helidon.http.Status;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.Envelope;
import peyk.adapters.http.server.Reply;
import peyk.application.monitoring.Metric;
import peyk.application.otp.RequestOtp;
import peyk.application.otp.SignIn;
import peyk.application.otp.SignIn.Outcome;
import peyk.domain.ClientAddress;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.SessionToken;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.PhoneNumberParser;

/** Signing in with a code that is sent by text message. */
public record OtpRoutes(PhoneNumberParser phones, RequestOtp requestOtp, SignIn signIn)
    implements MobileRoutes {
  /** In this time the places of some wrong codes become free. */
  private static final Duration WRONG_CODES_PAUSE = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(OtpRoutes.class);
  private static final Reply UNKNOWN =
      Envelope.refusal("Unable to validate code for this phone number", "otp_unknown");

  @Override
  public List<MobileEndpoint> endpoints() {
    return List.of(
        new MobileEndpoint(
            "/api/otprequest",
            Metric.OTP_REQUESTS,
            List.of(MobileEndpoint.SECRET, "phone"),
            "Both client_secret and phone are required.",
            this::request),
        new MobileEndpoint(
            "/api/otpverify",
            Metric.OTP_VERIFICATIONS,
            List.of(MobileEndpoint.SECRET, "phone", "sms_message"),
            "The client_secret, phone, and sms_message parameters are required",
            this::verify));
  }

  private Reply request(MobileRequest request) {
    return phones
        .parse(request.required("phone"))
        .map(phone -> send(phone, request.client()))
        .orElseGet(() -> invalid(request.required("phone")));
  }

  /** Old clients know the message, so that a field says if the number is only unknown to us. */
  private Reply invalid(String phone) {
    var code = "phone_invalid";
    var body = Envelope.failure("The phone number is not valid.", code);
    if (phones.isUnknown(phone)) {
      body.with("reason", "unknown_prefix");
    }
    return Reply.json(Status.OK_200, code, body);
  }

  private Reply send(PhoneNumber phone, ClientAddress client) {
    return switch (requestOtp.request(phone, client)) {
      case RequestOtp.Outcome.Sent(var validity) ->
          Reply.ok(
              "sent",
              Envelope.success()
                  .with("message", "OTP request has been submitted")
                  .with("time", validity.toSeconds()));
      case RequestOtp.Outcome.TooManyRequests(var retryAfter) ->
          tooManyRequests(wholeSeconds(retryAfter));
      case RequestOtp.Outcome.SmsFailed() -> {
        log.warn("sms failed phone={}", phone);
        yield Envelope.refusal("API FAILED", "sms_failed");
      }
    };
  }

  static Reply tooManyRequests(Duration wait) {
    var code = "rate_limited";
    var body = Envelope.failure("Too many requests. Try again later.", code);
    return Reply.json(Status.TOO_MANY_REQUESTS_429, code, body.with("time", wait.toSeconds()))
        .retryAfter(wait);
  }

  private static Duration wholeSeconds(Duration wait) {
    return Duration.ofSeconds(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }

  private Reply verify(MobileRequest request) {
    var typed = request.required("sms_message");
    return phones
        .parse(request.required("phone"))
        .map(phone -> logIn(phone, typed, request.client()))
        .orElse(UNKNOWN);
  }

  private Reply logIn(PhoneNumber phone, String typed, ClientAddress address) {
    var reply = tryLogIn(phone, typed, address);
    log.info("sign-in outcome={} phone={}", reply.outcome(), phone);
    return reply;
  }

  private Reply tryLogIn(PhoneNumber phone, String typed, ClientAddress address) {
    try {
      return switch (signIn.signIn(phone, typed, address)) {
        case Outcome.SignedIn(var token) -> signedIn(phone, token);
        case Outcome.NoCode() -> UNKNOWN;
        case Outcome.Expired() -> Envelope.refusal("OTP expired", "otp_expired");
        case Outcome.WrongCode() -> Envelope.refusal("Invalid code", "otp_invalid");
        case Outcome.TooManyWrongCodes() -> tooManyRequests(WRONG_CODES_PAUSE);
        case Outcome.TraccarUnavailable() -> traccarUnavailable();
        case Outcome.Refused() -> loginFailed("The tracking server does not let this user in.");
      };
    } catch (GatewayUnavailableException e) {
      log.warn("sign-in failed: {}", e.getMessage());
      return traccarUnavailable();
    } catch (StorageUnavailableException e) {
      log.warn("sign-in failed: {}", e.getMessage());
      return loginFailed("The service is not available. Try again later.");
    }
  }

  private static Reply signedIn(PhoneNumber phone, SessionToken token) {
    return Reply.ok(
        "signed_in",
        Envelope.success().with("phone", phone.canonical()).with("token", token.value()));
  }

  private static Reply traccarUnavailable() {
    return loginFailed("The tracking server is not available. Try the same code again.");
  }

  /** Old clients know no other status than 200 for a sign-in that failed. */
  private static Reply loginFailed(String why) {
    return Envelope.refusal("Login failed: " + why, "login_failed");
  }
}
