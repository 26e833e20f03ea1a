package peyk.domain.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import peyk.domain.device.Attributes;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceModels;
import peyk.domain.sim.SimQuestions;
import peyk.domain.text.LocalDates;
import peyk.domain.tracker.TrackerReply.AllParameters;
import peyk.domain.tracker.TrackerReply.Imsi;
import peyk.domain.tracker.TrackerReply.Malformed;
import peyk.domain.tracker.TrackerReply.NewValues;
import peyk.domain.tracker.TrackerReply.ParametersRead;
import peyk.domain.tracker.TrackerReply.ParametersSet;
import peyk.domain.tracker.TrackerReply.Registered;
import peyk.domain.tracker.TrackerReply.Unrecognised;
import peyk.domain.tracker.TrackerReply.Value;
import peyk.domain.tracker.TrackerReply.Version;

/**
 * Decides how an answer changes the tracker's device and which commands follow.
 *
 * @param dates writes {@code registrationDate}
 */
public record TrackerReactions(DeviceModels models, SimQuestions simQuestions, LocalDates dates) {
  /**
   * @param device the changed device
   * @param commands for the tracker, in order
   */
  public record Reaction(Device device, List<CommandText> commands) {
    public Reaction {
      commands = List.copyOf(commands);
    }

    static Reaction of(Device device) {
      return new Reaction(device, List.of());
    }
  }

  /**
   * @param name the new name on a registration, if one is due
   * @param now used if the answer has no time
   */
  public Reaction react(TrackerReply reply, Device device, Optional<String> name, Instant now) {
    return switch (reply) {
      case Registered registered -> Reaction.of(register(registered, device, name, now));
      case AllParameters(var list) -> Reaction.of(device.with(Attributes.BA_PARAMETERS, list));
      case ParametersSet(var changed) ->
          Reaction.of(merge(Attributes.BA_PARAMETERS, changed, device));
      case ParametersRead(var list) ->
          Reaction.of(device.with(Attributes.TRACKER_PARAMETERS, list));
      case NewValues(var changed) ->
          Reaction.of(merge(Attributes.TRACKER_PARAMETERS, changed, device));
      case Version version -> identify(version, device, now);
      case Imsi(var digits) -> insertSim(digits, device, now);
      case Value(_, _, var text) when text.isEmpty() -> Reaction.of(device);
      case Value(_, var attribute, var text) -> Reaction.of(device.with(attribute, text));
      case Unrecognised() -> Reaction.of(device);
      case Malformed() -> Reaction.of(device);
    };
  }

  private Device register(
      Registered registered, Device device, Optional<String> name, Instant now) {
    var changed = device;
    changed = put(registered.imsi(), Attributes.IMSI, changed);
    changed = put(registered.operatorName(), Attributes.OPERATOR_NAME, changed);
    changed = put(registered.firmware(), Attributes.FIRMWARE, changed);
    changed = put(registered.hardwareRevision(), Attributes.HARDWARE_REVISION, changed);
    changed = put(registered.password(), Attributes.DEVICE_PASSWORD, changed);
    if (!changed.has(Attributes.REGISTRATION_DATE)) {
      changed =
          changed.with(Attributes.REGISTRATION_DATE, dates.monthFirst(registered.at().orElse(now)));
    }
    if (registered.type().isPresent()) {
      changed = changed.ofModel(models.name(registered.type().getAsLong()));
    }
    return name.map(changed::named).orElse(changed);
  }

  private static Device put(Optional<?> value, String attribute, Device device) {
    return value.isPresent() ? device.with(attribute, value.get()) : device;
  }

  private static Device merge(String attribute, ParameterList changed, Device device) {
    var known = ParameterList.readable(device.text(attribute).orElse(""));
    return device.with(attribute, known.merge(changed).text());
  }

  private Reaction identify(Version version, Device device, Instant now) {
    var changed =
        device
            .with(Attributes.FIRMWARE, version.firmware())
            .with(Attributes.HARDWARE_MODEL, version.hardwareModel());
    return new Reaction(changed, simQuestions.all(changed, now));
  }

  private Reaction insertSim(String imsi, Device device, Instant now) {
    if (device.text(Attributes.IMSI).equals(Optional.of(imsi))) {
      return Reaction.of(device);
    }
    var changed = device.with(Attributes.IMSI, imsi);
    for (var number : Attributes.SIM_NUMBERS) {
      changed = changed.without(number);
    }
    return new Reaction(changed, simQuestions.numberAndBalance(changed, now));
  }
}
