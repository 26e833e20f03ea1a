package peyk.adapters.http.admin.firmware;

import java.util.Optional;
import peyk.adapters.http.admin.JsonField;
import peyk.adapters.http.admin.JsonFields;
import peyk.adapters.http.server.JsonObject;
import peyk.domain.firmware.Rollout;
import peyk.domain.firmware.Rollout.Brake;
import peyk.domain.firmware.Rollout.Gate;
import peyk.domain.firmware.Rollout.Stage;
import peyk.domain.firmware.RolloutShare;

/** A rollout in JSON. */
final class RolloutBody {
  static final String[] FIELDS = {"stages", "stage", "brake"};

  private static final int LAST_STAGE = 99;

  private RolloutBody() {}

  static JsonObject of(Rollout rollout) {
    return JsonObject.of("stages", rollout.stages().stream().map(RolloutBody::of).toList())
        .with("stage", rollout.stage())
        .with("brake", rollout.brake().map(RolloutBody::of));
  }

  private static JsonObject of(Stage stage) {
    return JsonObject.of("percent", stage.share().percent())
        .with("gate", stage.gate().map(RolloutBody::of));
  }

  private static JsonObject of(Gate gate) {
    return JsonObject.of("trackers", gate.trackers()).with("percent", gate.share().percent());
  }

  private static JsonObject of(Brake brake) {
    return JsonObject.of("offers", brake.offers())
        .with("trackers", brake.trackers())
        .with("percent", brake.share().percent());
  }

  /** A new rollout is in its first stage unless it says otherwise. */
  static Rollout begun(JsonField field) {
    var fields = field.fields(FIELDS);
    return read(field, fields, fields.find("stage").map(RolloutBody::stage).orElse(0));
  }

  /** A rollout that replaces another one must say in which stage it is. */
  static Rollout whole(JsonFields fields) {
    return read(fields.whole("rollout"), fields, stage(fields.need("stage")));
  }

  private static Rollout read(JsonField field, JsonFields fields, int stage) {
    var stages = fields.need("stages").list().stream().map(RolloutBody::readStage).toList();
    Optional<Brake> brake = fields.find("brake").map(RolloutBody::readBrake);
    return field.make(() -> new Rollout(stages, stage, brake));
  }

  private static int stage(JsonField field) {
    return field.number(0, LAST_STAGE);
  }

  private static Stage readStage(JsonField field) {
    var fields = field.fields("percent", "gate");
    return new Stage(share(fields), fields.find("gate").map(RolloutBody::readGate));
  }

  private static Gate readGate(JsonField field) {
    var fields = field.fields("trackers", "percent");
    return new Gate(count(fields, "trackers"), share(fields));
  }

  private static Brake readBrake(JsonField field) {
    var fields = field.fields("offers", "trackers", "percent");
    return new Brake(count(fields, "offers"), count(fields, "trackers"), share(fields));
  }

  private static RolloutShare share(JsonFields fields) {
    var percent = fields.need("percent");
    var number = percent.decimal();
    return percent.make(() -> RolloutShare.percent(number));
  }

  private static int count(JsonFields fields, String name) {
    return fields.need(name).number(1, Integer.MAX_VALUE);
  }
}
