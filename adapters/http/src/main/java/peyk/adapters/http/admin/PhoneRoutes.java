package peyk.adapters.http.admin;

import java.util.List;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.otp.DescribePhone;
import peyk.application.otp.DescribePhone.Code;
import peyk.application.otp.DescribePhone.Overview;
import peyk.domain.otp.OtpPhoneRepository;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.PhoneNumberParser;

/** The codes of a phone whose owner asks for help, and unlocking it. */
public record PhoneRoutes(
    PhoneNumberParser numbers, DescribePhone describe, OtpPhoneRepository phones)
    implements AdminRoutes {
  private static final Problem UNKNOWN =
      Problem.of(
          ProblemType.PHONE_UNKNOWN,
          "It has asked for no code, or so long ago that it is forgotten.");

  @Override
  public List<AdminRoute> routes() {
    var phone = "/admin/phones/{phone}";
    return List.of(
        AdminRoute.get(phone, this::show),
        AdminRoute.delete(phone + "/lock", this::unlock).administered());
  }

  private PhoneNumber phone(AdminRequest request) {
    var written = request.variable("phone");
    return numbers
        .parse(written.text())
        .orElseThrow(() -> written.refused("is a mobile number, such as 09123456789."));
  }

  private Overview find(PhoneNumber phone) {
    return describe.describe(phone).orElseThrow(UNKNOWN::exception);
  }

  private Reply show(AdminRequest request) {
    var phone = phone(request);
    return Reply.ok(body(phone, find(phone)));
  }

  private static JsonObject body(PhoneNumber phone, Overview overview) {
    return JsonObject.of("phone", phone.e164())
        .with("texts", overview.texts())
        .with("code", overview.code().map(PhoneRoutes::body))
        .with("wrongCodes", overview.wrongCodes())
        .with("wrongCodesInARow", overview.wrongCodesInARow())
        .with("unsettledTextAt", overview.unsettled())
        .with("locked", overview.locked().isPositive())
        .with("lockedSeconds", overview.locked().isPositive() ? overview.locked().toSeconds() : 0L);
  }

  private static JsonObject body(Code code) {
    return JsonObject.of("state", code.state().word())
        .with("firstSentAt", code.challenge().firstSentAt())
        .with("expiresAt", code.challenge().expiresAt())
        .with("wrongCodes", code.challenge().attempts());
  }

  private Reply unlock(AdminRequest request) {
    var phone = phone(request);
    request.change("unlock-phone").note("phone", phone);
    find(phone);
    phones.unlock(phone);
    return Reply.noContent();
  }
}
