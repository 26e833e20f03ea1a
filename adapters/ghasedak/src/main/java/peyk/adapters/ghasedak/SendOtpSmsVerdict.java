package peyk.adapters.ghasedak;

import static peyk.adapters.ghasedak.GhasedakAnswer.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import peyk.domain.otp.SmsOutcome;

/** Judges an answer to {@link SendOtpSms}: whether the text goes out, and whether to alarm. */
record SendOtpSmsVerdict(GhasedakAnswer answer) {
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

  SmsOutcome outcome() {
    if (answer.isSuccess() && answer.items().limit(1).anyMatch(SendOtpSmsVerdict::hasMessageId)) {
      return SmsOutcome.SENT;
    }
    return isUnclear() ? SmsOutcome.UNCLEAR : SmsOutcome.FAILED;
  }

  private static boolean hasMessageId(JsonNode text) {
    return !field(text, "messageId").asText("").isBlank();
  }

  /** Ghasedak may have taken a text although a proxy answered with a success or an error. */
  private boolean isUnclear() {
    return answer.isFromGhasedak()
        ? answer.code() == DUPLICATE
        : answer.hasSuccessStatus() || PROXY_ERRORS.contains(answer.status());
  }

  /** Whether the text goes out once the app hash is left out of it. */
  boolean isHashRefused() {
    return answer.isFromGhasedak() && answer.code() == FORBIDDEN_CHARACTERS;
  }

  /** Whether an operator has to act before texts go out again. */
  boolean isAlarming() {
    return ALARMING.contains(answer.code());
  }

  int code() {
    return answer.code();
  }
}
