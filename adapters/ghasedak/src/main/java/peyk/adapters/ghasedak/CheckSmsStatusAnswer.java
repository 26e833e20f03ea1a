package peyk.adapters.ghasedak;

import static peyk.adapters.ghasedak.GhasedakAnswer.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import peyk.domain.otp.SmsDelivery;
import peyk.domain.otp.SmsReference;

/** The meaning of an answer to Ghasedak's call {@code CheckSmsStatus}. */
record CheckSmsStatusAnswer(GhasedakAnswer answer) {
  /** Refusals that concern the caller and say nothing about the text. */
  private static final Set<Integer> REFUSED = Set.of(401, 402, 403, 416, 418, 419, 426, 429);

  /** Cancelled, blacklisted, did not reach the handset, sent with error. */
  private static final Set<Integer> FINALLY_FAILED = Set.of(1, 2, 4, 6);

  /** Whether it says nothing about the text. */
  boolean isRefused() {
    return REFUSED.contains(answer.code());
  }

  SmsDelivery delivery(SmsReference reference) {
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
}
