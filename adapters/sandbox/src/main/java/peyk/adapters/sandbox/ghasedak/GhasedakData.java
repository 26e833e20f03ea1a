package peyk.adapters.sandbox.ghasedak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.ToIntFunction;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak.Message;

/** The data in the SMS gateway's envelopes. */
final class GhasedakData {
  /** The price of a text, in rials. */
  static final int COST = 840;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
  private static final String LINE = "210000000";

  private GhasedakData() {}

  static JsonNode nothing() {
    return NODES.nullNode();
  }

  static JsonNode sent(List<Message> messages) {
    var data = NODES.objectNode();
    var items = data.putArray("items");
    for (var message : messages) {
      var item = items.addObject();
      item.put("messageBody", body(message));
      item.put("receptor", message.receptor());
      item.put("cost", COST);
      item.put("messageId", message.messageId());
      item.put("clientReferenceId", message.clientReferenceId());
      item.put("sendDate", OffsetDateTime.ofInstant(message.time(), TEHRAN).toString());
    }
    data.put("totalCost", COST * messages.size());
    return data;
  }

  /** The data of a status query. Unlike elsewhere, dates have no offset. */
  static JsonNode statuses(List<Message> messages, ToIntFunction<Message> status) {
    var data = NODES.arrayNode();
    for (var message : messages) {
      var item = data.addObject();
      item.put("messageId", message.messageId());
      item.put("clientReferenceId", message.clientReferenceId());
      item.put("message", body(message));
      item.put("lineNumber", LINE);
      item.put("receptor", message.receptor());
      item.put("status", status.applyAsInt(message));
      item.put("price", COST);
      item.put("sendDate", LocalDateTime.ofInstant(message.time(), TEHRAN).toString());
    }
    return data;
  }

  static JsonNode account(long credit) {
    var account = NODES.objectNode();
    account.put("credit", credit);
    account.put("expireDate", "2030-01-01T00:00:00");
    account.put("plan", "simulated");
    return account;
  }

  static JsonNode template(List<String> inputs) {
    var data = NODES.objectNode();
    var params = data.putArray("params");
    inputs.forEach(params::add);
    data.put("message", "%" + String.join("%\n%", inputs) + "%");
    return data;
  }

  private static String body(Message message) {
    return String.join("\n", message.inputs().values());
  }
}
