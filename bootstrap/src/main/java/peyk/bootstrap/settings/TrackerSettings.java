package peyk.bootstrap.settings;

import java.time.Duration;
import java.util.HashMap;
import peyk.application.intake.IntakeLimit;
import peyk.domain.command.CommandPolicy;
import peyk.domain.device.DeviceModels;
import peyk.domain.provisioning.ProvisioningPolicy;
import peyk.domain.sim.SimQuestions;

/**
 * How trackers are registered, written and sent commands.
 *
 * @param requireUserToken whether callers of the device paths must present their own Traccar token
 * @param unknowns limits requests that name an unknown user or tracker
 * @param writePause the least time between two writes of one device
 */
public record TrackerSettings(
    boolean requireUserToken,
    IntakeLimit unknowns,
    DeviceModels models,
    Duration writePause,
    CommandPolicy commands,
    ProvisioningPolicy provisioning) {
  static TrackerSettings read(SettingsReader read, SimQuestions questions) {
    var commands = commands(read);
    return new TrackerSettings(
        read.flag("api.require-user-token"),
        new IntakeLimit(
            read.integer("device.address-unknown-per-minute", 0, 1_000_000), Duration.ofMinutes(1)),
        models(read),
        read.duration("device.write-pause", "0", "1h"),
        commands,
        provisioning(read, commands, questions));
  }

  private static CommandPolicy commands(SettingsReader read) {
    var gap = read.duration("command.gap", "0", "1h");
    var answerTimeout = read.duration("command.patience", "100ms", "1h");
    var retry = read.duration("command.retry-pause", "1s", "1d");
    var longestRetry = read.duration("command.longest-retry", "1s", "1d");
    return new CommandPolicy(
        read.integer("command.rate", 1, 10_000),
        gap,
        read.atLeast("command.gap", gap, "command.patience", answerTimeout),
        retry,
        read.atLeast("command.retry-pause", retry, "command.longest-retry", longestRetry),
        read.duration("command.lifetime", "1s", "30d"));
  }

  private static ProvisioningPolicy provisioning(
      SettingsReader read, CommandPolicy commands, SimQuestions questions) {
    var delay = read.duration("provisioning.delay", "0", "1h");
    var lifetime = read.duration("provisioning.lifetime", "3601s", "365d");
    return new ProvisioningPolicy(delay, commands.answerTimeout(), lifetime, questions);
  }

  private static DeviceModels models(SettingsReader read) {
    var names = new HashMap<Integer, String>();
    read.table("device.models")
        .forEach((type, name) -> {
          if (type.matches("\\d{1,9}")) {
            names.put(Integer.valueOf(type), name);
          } else {
            read.fault("device.models", "must have type numbers as keys");
          }
        });
    return new DeviceModels(names);
  }
}
