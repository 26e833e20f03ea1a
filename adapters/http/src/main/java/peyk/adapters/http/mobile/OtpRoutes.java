package peyk.adapters.http.mobile;

import io.helidon.http.Status;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.Envelope;
import peyk.application.monitoring.Metric;
import peyk.application.otp.RequestOtp;
import peyk.application.otp.RequestOtp.Outcome.SmsFailed;
import peyk.application.otp.RequestOtp.Outcome.TooManyRequests;
import peyk.application.otp.SignIn;
import peyk.application.otp.SignIn.Outcome.Expired;
import peyk.application.otp.SignIn.Outcome.NoCode;
import peyk.application.otp.SignIn.Outcome.Refused;
import peyk.application.otp.SignIn.Outcome.SignedIn;
import peyk.application.otp.SignIn.Outcome.TraccarUnavailable;
import peyk.application.otp.SignIn.Outcome.WrongCode;
import peyk.domain.ClientAddress;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.SessionToken;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.PhoneNumberParser;

/** Signing in with a code that comes by text message. */
public final class OtpRoutes {
  private static final Logger log = LoggerFactory.getLogger(OtpRoutes.class);
  private static final Envelope UNKNOWN =
      Envelope.refusal("Unable to validate code for this phone number", "otp_unknown");

  private final ApiSecrets secrets;
  private final PhoneNumberParser phones;
  private final RequestOtp requestOtp;
  private final SignIn signIn;

  public OtpRoutes(
      ApiSecrets secrets, PhoneNumberParser phones, RequestOtp requestOtp, SignIn signIn) {
    this.secrets = secrets;
    this.phones = phones;
    this.requestOtp = requestOtp;
    this.signIn = signIn;
  }

  public List<MobileEndpoint> endpoints() {
    return List.of(
        new MobileEndpoint("/api/otprequest", Metric.OTP_REQUESTS, this::request),
        new MobileEndpoint("/api/otpverify", Metric.OTP_VERIFICATIONS, this::verify));
  }

  private Envelope request(MobileRequest call) {
    var secret = call.body().filled("client_secret");
    var phone = call.body().filled("phone");
    if (secret.isEmpty() || phone.isEmpty()) {
      return Envelope.refusal("Both client_secret and phone are required.", "missing_parameter");
    }
    if (!secrets.contain(secret.get())) {
      return RegistrationRefusals.WRONG_SECRET;
    }
    return phones
        .parse(phone.get())
        .map(number -> send(number, call.client()))
        .orElseGet(() -> Envelope.refusal("The phone number is not valid.", "phone_invalid"));
  }

  private Envelope send(PhoneNumber phone, ClientAddress client) {
    return switch (requestOtp.request(phone, client)) {
      case RequestOtp.Outcome.Sent(var validity) ->
          Envelope.success("sent")
              .with("message", "OTP request has been submitted")
              .with("time", validity.toSeconds());
      case TooManyRequests(var retryAfter) -> tooManyRequests(wholeSeconds(retryAfter));
      case SmsFailed() -> {
        log.warn("sms failed phone={}", phone);
        yield Envelope.refusal("API FAILED", "sms_failed");
      }
    };
  }

  private static Envelope tooManyRequests(Duration wait) {
    return Envelope.error(
            Status.TOO_MANY_REQUESTS_429, "Too many requests. Try again later.", "rate_limited")
        .with("time", wait.toSeconds())
        .retryAfter(wait);
  }

  private static Duration wholeSeconds(Duration wait) {
    return Duration.ofSeconds(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }

  private Envelope verify(MobileRequest call) {
    var secret = call.body().filled("client_secret");
    var phone = call.body().filled("phone");
    var typed = call.body().filled("sms_message");
    if (secret.isEmpty() || phone.isEmpty() || typed.isEmpty()) {
      return Envelope.refusal(
          "The client_secret, phone, and sms_message parameters are required", "missing_parameter");
    }
    if (!secrets.contain(secret.get())) {
      return RegistrationRefusals.WRONG_SECRET;
    }
    return phones.parse(phone.get()).map(number -> logIn(number, typed.get())).orElse(UNKNOWN);
  }

  private Envelope logIn(PhoneNumber phone, String typed) {
    var answer = tryLogIn(phone, typed);
    log.info("sign-in outcome={} phone={}", answer.outcome(), phone);
    return answer;
  }

  /** Clients of this path know no other status than 200. */
  private Envelope tryLogIn(PhoneNumber phone, String typed) {
    try {
      return switch (signIn.signIn(phone, typed)) {
        case SignedIn(var token) -> signedIn(phone, token);
        case NoCode() -> UNKNOWN;
        case Expired() -> Envelope.refusal("OTP expired", "otp_expired");
        case WrongCode() -> Envelope.refusal("Invalid code", "otp_invalid");
        case TraccarUnavailable() -> traccarUnavailable();
        case Refused() -> loginFailed("The tracking server does not let this user in.");
      };
    } catch (GatewayUnavailableException e) {
      log.warn("sign-in failed: {}", e.getMessage());
      return traccarUnavailable();
    } catch (StorageUnavailableException e) {
      log.warn("sign-in failed: {}", e.getMessage());
      return loginFailed("The service is not available. Try again later.");
    }
  }

  private static Envelope signedIn(PhoneNumber phone, SessionToken token) {
    return Envelope.success("signed_in")
        .with("phone", phone.canonical())
        .with("token", token.value());
  }

  private static Envelope traccarUnavailable() {
    return loginFailed("The tracking server is not available. Try the same code again.");
  }

  private static Envelope loginFailed(String why) {
    return Envelope.refusal("Login failed: " + why, "login_failed");
  }
}
