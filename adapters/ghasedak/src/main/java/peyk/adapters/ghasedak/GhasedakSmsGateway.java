package peyk.adapters.ghasedak;

import static peyk.adapters.ghasedak.GhasedakAnswer.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsDelivery;
import peyk.domain.otp.SmsGateway;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;

/** Sends codes with Ghasedak's templates for one-time codes. */
final class GhasedakSmsGateway implements SmsGateway, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GhasedakSmsGateway.class);

  /** The reference was used before, so the text may have gone out. */
  private static final int DUPLICATE = 451;

  /** Only the app hash can hold any. */
  private static final int FORBIDDEN_CHARACTERS = 422;

  /** Errors of proxies, which do not know whether Ghasedak took the text. */
  private static final Set<Integer> PROXY_ERRORS = Set.of(502, 503, 504);

  /**
   * Key or account, line owner, line, caller's address, credit, plan, template: no text goes out
   * until an operator acts.
   */
  private static final Set<Integer> ALARMING = Set.of(401, 406, 412, 416, 418, 426, 428);

  /** Refusals of a look-up that concern the caller and say nothing about the text. */
  private static final Set<Integer> LOOKUP_REFUSED = Set.of(401, 402, 403, 416, 418, 419, 426, 429);

  /** Cancelled, blacklisted, did not reach the handset, sent with error. */
  private static final Set<Integer> FINALLY_FAILED = Set.of(1, 2, 4, 6);

  private final GhasedakClient client;
  private final OtpTemplate template;

  GhasedakSmsGateway(GhasedakConfig config) {
    this(config, GhasedakClient.BREAKER_DELAY);
  }

  GhasedakSmsGateway(GhasedakConfig config, Duration breakerDelay) {
    this.client = new GhasedakClient(config, breakerDelay);
    this.template = config.template();
  }

  /** Without the app hash, the user still can type the code. */
  @Override
  public SmsOutcome send(PhoneNumber phone, OtpCode code, SmsReference reference) {
    try {
      var answer = post(SendOtpSms.of(template, phone, code, reference));
      if (template.appHash().isPresent() && isHashRefused(answer)) {
        log.error("sms refused because of the app hash, sent without it phone={}", phone);
        answer = post(SendOtpSms.of(template.withoutHash(), phone, code, reference));
      }
      return outcome(answer, phone);
    } catch (CallFailedException e) {
      log.warn(
          "sms {} reason={} phone={}",
          e.isSent() ? "not answered" : "not sent",
          e.getMessage(),
          phone);
      return e.isSent() ? SmsOutcome.UNCLEAR : SmsOutcome.FAILED;
    }
  }

  private GhasedakAnswer post(SendOtpSms text) {
    return client.post("SendOtpSMS", text.json());
  }

  private static boolean isHashRefused(GhasedakAnswer answer) {
    return answer.isFromGhasedak() && answer.code() == FORBIDDEN_CHARACTERS;
  }

  private static SmsOutcome outcome(GhasedakAnswer answer, PhoneNumber phone) {
    if (answer.isSuccess() && answer.items().limit(1).anyMatch(GhasedakSmsGateway::hasMessageId)) {
      return SmsOutcome.SENT;
    }
    log.atLevel(ALARMING.contains(answer.code()) ? Level.ERROR : Level.WARN)
        .log("sms refused code={} phone={}", answer.code(), phone);
    return isUnclear(answer) ? SmsOutcome.UNCLEAR : SmsOutcome.FAILED;
  }

  private static boolean hasMessageId(JsonNode text) {
    return !field(text, "messageId").asText("").isBlank();
  }

  /** Ghasedak may have taken a text although a proxy answered with a success or an error. */
  private static boolean isUnclear(GhasedakAnswer answer) {
    return answer.isFromGhasedak()
        ? answer.code() == DUPLICATE
        : answer.hasSuccessStatus() || PROXY_ERRORS.contains(answer.status());
  }

  @Override
  public boolean hasTaken(SmsReference reference) {
    return delivery(reference).taken();
  }

  /** Asks by our own reference ({@code Type=2}): a lost answer did not tell Ghasedak's id. */
  @Override
  public SmsDelivery delivery(SmsReference reference) {
    var answer = client.get("CheckSmsStatus?Type=2&Ids=" + reference);
    if (LOOKUP_REFUSED.contains(answer.code())) {
      throw GhasedakClient.unavailable(answer);
    }
    var taken =
        answer.isSuccess()
            ? answer.items().filter(text -> isTaken(text, reference)).findFirst()
            : Optional.<JsonNode>empty();
    return new SmsDelivery(
        taken.isPresent(), taken.map(text -> field(text, "price").asLong(0)).orElse(0L));
  }

  /** An entry without a reference is about the only text that was asked for. */
  private static boolean isTaken(JsonNode text, SmsReference reference) {
    var named = field(text, "clientReferenceId").asText("");
    var isIt = named.isEmpty() || named.equalsIgnoreCase(reference.toString());
    return isIt && !FINALLY_FAILED.contains(field(text, "status").asInt(0));
  }

  @Override
  public void close() {
    client.close();
  }
}
