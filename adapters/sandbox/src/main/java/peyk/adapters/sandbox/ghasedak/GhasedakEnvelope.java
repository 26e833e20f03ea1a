package peyk.adapters.sandbox.ghasedak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import peyk.adapters.sandbox.HttpReply;

/** The JSON envelope of the SMS gateway's responses, in all its variants. */
final class GhasedakEnvelope {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PAGE = "<html><body><h1>%d</h1></body></html>";
  private static final String RETRY_AFTER_SECONDS = "7";
  private static final Map<Integer, String> SENTENCES =
      Map.of(
          400, "ورودی نامعتبر است",
          401, "کلید دسترسی معتبر نیست",
          418, "اعتبار کافی نیست",
          428, "قالب نامعتبر است",
          429, "پارامتر قالب یافت نشد",
          451, "درخواست تکراری است",
          500, "خطای سرور");

  private GhasedakEnvelope() {}

  /**
   * The response for a reply.
   *
   * @param data what a success carries
   */
  static HttpReply of(GhasedakReply reply, JsonNode data) {
    return switch (reply) {
      case SUCCESS, SLOW_ACCEPTED -> HttpReply.json(success(data));
      case SUCCESS_IN_PASCAL_CASE -> HttpReply.json(pascalCase(success(data)));
      case SUCCESS_WITH_NUMERIC_ID -> HttpReply.json(numericIds(success(data)));
      case NULL_DATA -> HttpReply.json(success(NODES.nullNode()));
      case EMPTY_ITEMS -> HttpReply.json(success(withoutItems(data)));
      case EMPTY_BODY -> HttpReply.empty();
      case HTML, BAD_GATEWAY, GATEWAY_TIMEOUT, GATEWAY_TIMEOUT_ACCEPTED, SLOW_LOST ->
          HttpReply.html(reply.httpStatus(), PAGE.formatted(reply.httpStatus()));
      case TOO_MANY_REQUESTS -> failure(reply).with("Retry-After", RETRY_AFTER_SECONDS);
      case FAILURE_WITH_HTTP_200,
          BAD_REQUEST,
          BAD_REQUEST_THAT_SAYS_200,
          UNAUTHORIZED,
          UNAUTHORIZED_IN_BODY,
          LINE_NOT_ALLOWED,
          CREDIT_USED_UP,
          RATE_NOT_ALLOWED,
          FORBIDDEN_CHARACTERS,
          TEMPLATE_INVALID,
          PARAMETER_NOT_FOUND,
          DUPLICATE,
          SERVER_ERROR ->
          failure(reply);
      case CUT_ACCEPTED, CUT_LOST -> throw new IllegalArgumentException("a cut has no answer");
    };
  }

  private static HttpReply failure(GhasedakReply reply) {
    var envelope =
        envelope(
            false,
            reply.code(),
            SENTENCES.getOrDefault(reply.code(), "عملیات ناموفق بود"),
            NODES.nullNode());
    return HttpReply.json(reply.httpStatus(), envelope);
  }

  private static ObjectNode success(JsonNode data) {
    return envelope(true, 200, "", data);
  }

  private static ObjectNode envelope(boolean success, int code, String message, JsonNode data) {
    var envelope = NODES.objectNode();
    envelope.put("isSuccess", success);
    envelope.put("statusCode", code);
    envelope.put("message", message);
    envelope.set("data", data);
    return envelope;
  }

  private static JsonNode withoutItems(JsonNode data) {
    if (data.isArray()) {
      return NODES.arrayNode();
    }
    var empty = NODES.objectNode();
    empty.putArray("items");
    empty.put("totalCost", 0);
    return empty;
  }

  private static JsonNode pascalCase(JsonNode node) {
    if (node.isArray()) {
      var items = NODES.arrayNode();
      node.forEach(item -> items.add(pascalCase(item)));
      return items;
    }
    if (!node.isObject()) {
      return node;
    }
    var object = NODES.objectNode();
    node.properties()
        .forEach(field ->
            object.set(
                Character.toUpperCase(field.getKey().charAt(0)) + field.getKey().substring(1),
                pascalCase(field.getValue())));
    return object;
  }

  private static JsonNode numericIds(ObjectNode envelope) {
    envelope.findParents("messageId").stream()
        .map(ObjectNode.class::cast)
        .forEach(item -> item.put("messageId", item.path("messageId").asLong()));
    return envelope;
  }
}
