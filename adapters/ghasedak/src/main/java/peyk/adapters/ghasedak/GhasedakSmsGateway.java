package peyk.adapters.ghasedak;

import static peyk.adapters.ghasedak.Answer.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.metrics.api.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import peyk.adapters.ghasedak.CallFailedException.NoAnswer;
import peyk.adapters.ghasedak.CallFailedException.NotSent;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsGateway;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;

/** Sends codes by Ghasedak's one-time-code templates. */
public final class GhasedakSmsGateway implements SmsGateway, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GhasedakSmsGateway.class);

  /** The reference id was used before, so that text may have gone out. */
  private static final int DUPLICATE = 451;

  /** Errors of proxies, which do not know what became of the request behind them. */
  private static final Set<Integer> PROXY_ERRORS = Set.of(502, 503, 504);

  /**
   * Key or account, line owner, line, caller's address, credit, plan, template: until somebody sees
   * to it, nothing goes out.
   */
  private static final Set<Integer> ALARMING = Set.of(401, 406, 412, 416, 418, 426, 428);

  /** Refusals that concern the caller and say nothing about the text that was asked for. */
  private static final Set<Integer> NOT_ASKED = Set.of(401, 402, 403, 416, 418, 419, 426, 429);

  /** Cancelled, blacklisted, did not reach the handset, sent with error. */
  private static final Set<Integer> FINALLY_FAILED = Set.of(1, 2, 4, 6);

  private final GhasedakClient client;
  private final OtpTemplate template;
  private final SmsMetrics metrics;

  public GhasedakSmsGateway(GhasedakConfig config, MeterRegistry registry) {
    this(config, registry, GhasedakClient.PAUSE);
  }

  GhasedakSmsGateway(GhasedakConfig config, MeterRegistry registry, Duration pause) {
    this.client = new GhasedakClient(config, pause);
    this.template = config.template();
    this.metrics = new SmsMetrics(registry);
  }

  @Override
  public SmsOutcome send(PhoneNumber phone, OtpCode code, SmsReference reference) {
    return metrics.record(() -> post(SendOtpSms.of(template, phone, code, reference), phone));
  }

  private SmsOutcome post(SendOtpSms text, PhoneNumber phone) {
    try {
      return judge(client.post("SendOtpSMS", text.json()), phone);
    } catch (NotSent e) {
      log.warn("sms not sent reason={} phone={}", e.getMessage(), phone);
      return new SmsOutcome.Failed();
    } catch (NoAnswer e) {
      log.warn("sms not answered reason={} phone={}", e.getMessage(), phone);
      return new SmsOutcome.Unclear();
    }
  }

  private static SmsOutcome judge(Answer answer, PhoneNumber phone) {
    if (answer.isSuccess() && answer.items().limit(1).anyMatch(GhasedakSmsGateway::hasMessageId)) {
      return new SmsOutcome.Sent();
    }
    log.atLevel(ALARMING.contains(answer.code()) ? Level.ERROR : Level.WARN)
        .log("sms refused code={} phone={}", answer.code(), phone);
    return isUnclear(answer) ? new SmsOutcome.Unclear() : new SmsOutcome.Failed();
  }

  private static boolean hasMessageId(JsonNode text) {
    return !field(text, "messageId").asText("").isBlank();
  }

  /** A 200 that is not Ghasedak's may hide an answer of Ghasedak's that got lost. */
  private static boolean isUnclear(Answer answer) {
    return answer.isEnvelope()
        ? answer.code() == DUPLICATE
        : answer.isOk() || PROXY_ERRORS.contains(answer.status());
  }

  /** Asks by our own reference id ({@code Type=2}), since an answer that got lost told us none. */
  @Override
  public boolean hasTaken(SmsReference reference) {
    var answer = lookUp(reference);
    if (!answer.isEnvelope() || answer.isServerError() || NOT_ASKED.contains(answer.code())) {
      throw new GatewayUnavailableException("Ghasedak answered " + answer.code());
    }
    return answer.isSuccess() && answer.items().anyMatch(text -> isTaken(text, reference));
  }

  private Answer lookUp(SmsReference reference) {
    try {
      return client.get("CheckSmsStatus?Type=2&Ids=" + reference);
    } catch (CallFailedException e) {
      throw new GatewayUnavailableException("Ghasedak cannot be asked: " + e.getMessage(), e);
    }
  }

  /** An entry that names no reference is the answer to the only one that was asked for. */
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
