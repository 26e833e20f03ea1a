package peyk.bootstrap.settings;

import java.time.Duration;
import java.util.HashMap;
import peyk.domain.command.CommandPolicy;
import peyk.domain.device.DeviceModels;
import peyk.domain.provisioning.ProvisioningPolicy;
import peyk.domain.sim.SimQuestions;

/**
 * How trackers are registered, written and sent commands.
 *
 * @param requireUserToken whether callers of the device paths must present their own Traccar token
 * @param writePause the least time between two writes of one device
 */
public record TrackerSettings(
    boolean requireUserToken,
    DeviceModels models,
    Duration writePause,
    CommandPolicy commands,
    ProvisioningPolicy provisioning) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration TENTH = Duration.ofMillis(100);

  static TrackerSettings read(SettingsReader read, SimQuestions questions) {
    var commands = commands(read);
    return new TrackerSettings(
        read.flag("api.require-user-token"),
        models(read),
        read.duration("device.write-pause", Duration.ZERO, HOUR),
        commands,
        provisioning(read, commands, questions));
  }

  private static CommandPolicy commands(SettingsReader read) {
    var gap = read.duration("command.gap", Duration.ZERO, HOUR);
    var answerTimeout = read.duration("command.patience", TENTH, HOUR);
    var retry = read.duration("command.retry-pause", SECOND, DAY);
    var longestRetry = read.duration("command.longest-retry", SECOND, DAY);
    return new CommandPolicy(
        read.integer("command.rate", 1, 10_000),
        gap,
        atLeast(read, gap, answerTimeout, "command.patience", "command.gap"),
        retry,
        atLeast(read, retry, longestRetry, "command.longest-retry", "command.retry-pause"),
        read.duration("command.lifetime", SECOND, MONTH));
  }

  private static ProvisioningPolicy provisioning(
      SettingsReader read, CommandPolicy commands, SimQuestions questions) {
    var delay = read.duration("provisioning.delay", Duration.ZERO, HOUR);
    var lifetime = read.duration("provisioning.lifetime", HOUR.plus(SECOND), YEAR);
    return new ProvisioningPolicy(delay, commands.answerTimeout(), lifetime, questions);
  }

  private static Duration atLeast(
      SettingsReader read, Duration least, Duration value, String key, String leastKey) {
    if (value.compareTo(least) < 0) {
      read.fault(key, "must not be shorter than " + leastKey);
      return least;
    }
    return value;
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
