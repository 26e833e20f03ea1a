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
    for (var stage : rollout.stages()) {
      var one = put(stages.addObject(), stage.share());
      stage
          .gate()
          .ifPresent(
              gate -> put(one.putObject("gate"), gate.share()).put("trackers", gate.trackers()));
    }
    json.put("stage", rollout.stage());
    rollout
        .brake()
        .ifPresent(brake ->
            put(json.putObject("brake"), brake.share())
                .put("offers", brake.offers())
                .put("trackers", brake.trackers()));
    return json.toString();
  }

  private static ObjectNode put(ObjectNode json, RolloutShare share) {
    return json.put("share", share.basisPoints());
  }

  static Rollout read(String text) {
    try {
      var json = MAPPER.readTree(text);
      var stages = new ArrayList<Stage>();
      json.required("stages").forEach(stage -> stages.add(stage(stage)));
      return new Rollout(
          stages, integer(json, "stage"), json.optional("brake").map(RolloutJson::brake));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored rollout is JSON", e);
    }
  }

  private static Stage stage(JsonNode json) {
    return new Stage(
        share(json),
        json.optional("gate").map(gate -> new Gate(integer(gate, "trackers"), share(gate))));
  }

  private static Brake brake(JsonNode json) {
    return new Brake(integer(json, "offers"), integer(json, "trackers"), share(json));
  }

  private static RolloutShare share(JsonNode json) {
    return new RolloutShare(integer(json, "share"));
  }

  private static int integer(JsonNode json, String field) {
    return json.required(field).intValue();
  }
}
