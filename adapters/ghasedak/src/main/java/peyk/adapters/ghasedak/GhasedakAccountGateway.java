package peyk.adapters.ghasedak;

import static peyk.adapters.ghasedak.GhasedakAnswer.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.otp.SmsAccountGateway;
import peyk.domain.otp.SmsCredit;
import peyk.domain.otp.SmsTemplate;

/** Our account at Ghasedak, and the template that was approved for it. */
final class GhasedakAccountGateway implements SmsAccountGateway, AutoCloseable {
  /** Codes for a template that is unknown or not approved. */
  private static final Set<Integer> NO_SUCH_TEMPLATE = Set.of(404, 428);

  private final GhasedakClient client;
  private final OtpTemplate template;

  GhasedakAccountGateway(GhasedakConfig config) {
    client = new GhasedakClient(config, GhasedakClient.BREAKER_DELAY);
    template = config.template();
  }

  @Override
  public SmsCredit credit() {
    var answer = client.get("GetAccountInformation");
    if (GhasedakClient.KEY_REFUSED.contains(answer.code())) {
      return new SmsCredit.KeyRefused();
    }
    return answer.isSuccess()
        ? new SmsCredit.Left(rials(field(answer.data(), "credit")))
        : new SmsCredit.Refused(answer.code());
  }

  /** The credit may be written as a number or as text. */
  private static long rials(JsonNode credit) {
    try {
      return Long.parseLong(credit.asText().strip());
    } catch (NumberFormatException e) {
      throw unreadable();
    }
  }

  @Override
  public SmsTemplate template() {
    var name = URLEncoder.encode(template.name(), StandardCharsets.UTF_8);
    var answer = client.get("GetOtpTemplateParameters?TemplateName=" + name);
    if (GhasedakClient.KEY_REFUSED.contains(answer.code())) {
      return new SmsTemplate.KeyRefused();
    }
    if (NO_SUCH_TEMPLATE.contains(answer.code())) {
      return new SmsTemplate.Unknown();
    }
    return answer.isSuccess() ? approved(answer.data()) : new SmsTemplate.Refused(answer.code());
  }

  private static SmsTemplate approved(JsonNode data) {
    var parameters = field(data, "params");
    if (!parameters.isArray()) {
      throw unreadable();
    }
    return new SmsTemplate.Approved(
        parameters.valueStream().map(JsonNode::asText).toList(), field(data, "message").asText(""));
  }

  private static GatewayUnavailableException unreadable() {
    return new GatewayUnavailableException("Ghasedak's answer cannot be read");
  }

  @Override
  public void close() {
    client.close();
  }
}
