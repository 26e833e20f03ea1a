package peyk.adapters.ghasedak;

import java.util.Map;
import peyk.application.otp.SmsAccess;
import peyk.application.otp.SmsProvider;
import peyk.application.otp.SmsSettings;

/** The gateway of ghasedak.me. Its keys are older than the choice, so they do not have its name. */
public final class GhasedakProvider implements SmsProvider {
  @Override
  public String name() {
    return "ghasedak";
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of(
        "sms.url", "https://gateway.ghasedak.me/rest/api/v1/WebService",
        "sms.key", "",
        "sms.template", "",
        "sms.code-parameter", "param1",
        "sms.hash-parameter", "param2",
        "sms.hash", "",
        "sms.connect-timeout", "3s",
        "sms.timeout", "10s",
        "sms.tls.ca-file", "");
  }

  @Override
  public SmsAccess read(SmsSettings settings, int codeDigits) {
    return new GhasedakAccess(config(settings), codeDigits);
  }

  private static GhasedakConfig config(SmsSettings read) {
    return new GhasedakConfig(
        read.address("sms.url", "the base address of the SMS gateway"),
        new ApiKey(read.secret("sms.key", "the API key of your Ghasedak account", 1)),
        new OtpTemplate(
            read.required("sms.template", "the name of the approved OTP template at Ghasedak"),
            read.required("sms.code-parameter", "the template's parameter for the code"),
            read.required("sms.hash-parameter", "the template's parameter for the app hash"),
            read.find("sms.hash")),
        read.duration("sms.connect-timeout", "100ms", "1m"),
        read.duration("sms.timeout", "100ms", "1m"),
        read.authorities("sms.tls.ca-file"));
  }
}
