package peyk.adapters.postgres.firmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import peyk.domain.firmware.Rollout;
import peyk.domain.firmware.Rollout.Brake;
import peyk.domain.firmware.Rollout.Gate;
import peyk.domain.firmware.Rollout.Stage;
import peyk.domain.firmware.RolloutShare;

/**
 * A rollout as JSON: {@code {"stages": [{"share": 100, "gate": {"trackers": 20, "share": 9000}},
 * {"share": 10000}], "stage": 0, "brake": {"offers": 3, "trackers": 5, "share": 1000}}}, with
 * shares in hundredths of a percent.
 */
final class RolloutJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RolloutJson() {}

  static String write(Rollout rollout) {
    var json = MAPPER.createObjectNode();
    var stages = json.putArray("stages");
    rollout.stages().forEach(stage -> write(stage, stages.addObject()));
    json.put("stage", rollout.stage());
    rollout.brake().ifPresent(brake -> write(brake, json.putObject("brake")));
    return json.toString();
  }

  private static void write(Stage stage, ObjectNode json) {
    json.put("share", stage.share().basisPoints());
    stage.gate().ifPresent(gate -> write(gate, json.putObject("gate")));
  }

  private static void write(Gate gate, ObjectNode json) {
    json.put("trackers", gate.trackers()).put("share", gate.share().basisPoints());
  }

  private static void write(Brake brake, ObjectNode json) {
    json.put("offers", brake.offers())
        .put("trackers", brake.trackers())
        .put("share", brake.share().basisPoints());
  }

  static Rollout read(String text) {
    try {
      var json = MAPPER.readTree(text);
      var stages = new ArrayList<Stage>();
      json.required("stages").forEach(stage -> stages.add(stage(stage)));
      return new Rollout(
          stages,
          json.required("stage").intValue(),
          json.optional("brake").map(RolloutJson::brake));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored rollout is JSON", e);
    }
  }

  private static Stage stage(JsonNode json) {
    return new Stage(share(json), json.optional("gate").map(RolloutJson::gate));
  }

  private static Gate gate(JsonNode json) {
    return new Gate(json.required("trackers").intValue(), share(json));
  }

  private static Brake brake(JsonNode json) {
    return new Brake(
        json.required("offers").intValue(), json.required("trackers").intValue(), share(json));
  }

  private static RolloutShare share(JsonNode json) {
    return new RolloutShare(json.required("share").intValue());
  }
}
