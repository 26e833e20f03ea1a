package peyk.adapters.sandbox.ghasedak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A client's request to send a text. Its JSON may be in camel case or in Pascal case.
 *
 * @param template the template's name
 * @param inputs the values for the template, by the names of its inputs
 */
record SmsRequest(List<Receptor> receptors, String template, Map<String, String> inputs) {
  /** A phone that is to receive the text. */
  record Receptor(String mobile, String clientReferenceId) {}

  /** Reads the new form, which names the inputs. */
  static SmsRequest named(JsonNode order) {
    var inputs = new LinkedHashMap<String, String>();
    field(order, "inputs").forEach(input -> inputs.put(text(input, "param"), text(input, "value")));
    return new SmsRequest(receptorsOf(order), templateOf(order), inputs);
  }

  /**
   * Reads the old form, which has {@code param1} and so on in the order of the template's inputs.
   */
  static SmsRequest numbered(JsonNode order, Map<String, List<String>> templates) {
    var inputs = new LinkedHashMap<String, String>();
    int number = 1;
    for (var name : templates.getOrDefault(templateOf(order), List.of())) {
      var value = field(order, "param" + number++);
      if (!value.isMissingNode()) {
        inputs.put(name, value.asText());
      }
    }
    return new SmsRequest(receptorsOf(order), templateOf(order), inputs);
  }

  boolean hasReceptors() {
    return !receptors.isEmpty() && receptors.stream().noneMatch(one -> one.mobile().isEmpty());
  }

  /** Whether an input has a blank, a line break or an underscore. */
  boolean hasForbiddenLetters() {
    return inputs.values().stream().anyMatch(value -> value.matches("(?s).*[\\s_].*"));
  }

  private static String templateOf(JsonNode order) {
    return text(order, "templateName");
  }

  private static List<Receptor> receptorsOf(JsonNode order) {
    return field(order, "receptors")
        .valueStream()
        .map(one -> new Receptor(text(one, "mobile"), text(one, "clientReferenceId")))
        .toList();
  }

  private static String text(JsonNode object, String name) {
    return field(object, name).asText();
  }

  private static JsonNode field(JsonNode object, String name) {
    return object.properties().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
