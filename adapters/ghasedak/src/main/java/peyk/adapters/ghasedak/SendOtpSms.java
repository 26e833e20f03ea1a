package peyk.adapters.ghasedak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsReference;

/**
 * The body of Ghasedak's call {@code SendOtpSMS}.
 *
 * @param sendDate null means now
 * @param udh matters for lines that we do not use
 * @param isVoice whether the code is read out
 */
record SendOtpSms(
    @Nullable String sendDate,
    List<Receptor> receptors,
    String templateName,
    List<Input> inputs,
    boolean udh,
    boolean isVoice) {
  private static final ObjectWriter JSON = new ObjectMapper().writerFor(SendOtpSms.class);

  record Receptor(String mobile, String clientReferenceId) {}

  record Input(String param, String value) {}

  static SendOtpSms of(
      OtpTemplate template, PhoneNumber phone, OtpCode code, SmsReference reference) {
    var inputs = new ArrayList<Input>();
    inputs.add(new Input(template.codeParameter(), code.digits()));
    template.appHash().ifPresent(hash -> inputs.add(new Input(template.hashParameter(), hash)));
    var receptor = new Receptor(phone.canonical(), reference.toString());
    return new SendOtpSms(null, List.of(receptor), template.name(), inputs, false, false);
  }

  byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body of text and booleans can be written", e);
    }
  }

  /** It holds the code. */
  @Override
  public String toString() {
    return "SendOtpSms[redacted]";
  }
}
