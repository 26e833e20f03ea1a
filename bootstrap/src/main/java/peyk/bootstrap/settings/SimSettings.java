package peyk.bootstrap.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import peyk.application.intake.IntakeLimit;
import peyk.application.intake.IntakeLimits;
import peyk.domain.sim.MobileOperator;
import peyk.domain.sim.MobileOperators;
import peyk.domain.sim.SimQuestions;
import peyk.domain.text.LocalDates;

/**
 * The questions to SIM cards, and the limits on USSD messages.
 *
 * @param lowBalance rials; a balance below is low
 * @param limits on messages
 */
public record SimSettings(SimQuestions questions, long lowBalance, IntakeLimits limits) {
  private static final int MOST_MESSAGES = 1_000_000;

  static SimSettings read(SettingsReader read, LocalDates dates) {
    return new SimSettings(
        new SimQuestions(operators(read), read.duration("sim.balance-age", "0", "365d"), dates),
        read.integer("sim.low-balance", 0, Integer.MAX_VALUE),
        limits(read, "ussd"));
  }

  static IntakeLimits limits(SettingsReader read, String area) {
    var perMinute = read.integer(area + ".address-per-minute", 0, MOST_MESSAGES);
    var perHour = read.integer(area + ".tracker-per-hour", 0, MOST_MESSAGES);
    return new IntakeLimits(
        new IntakeLimit(perMinute, Duration.ofMinutes(1)),
        new IntakeLimit(perHour, Duration.ofHours(1)));
  }

  private static MobileOperators operators(SettingsReader read) {
    var table = read.table("sim.operators");
    var prefixes =
        table.keySet().stream().map(key -> key.replaceFirst("\\..*", "")).distinct().toList();
    return new MobileOperators(
        prefixes.stream().map(prefix -> operator(prefix, table, read)).toList());
  }

  private static MobileOperator operator(
      String prefix, Map<String, String> table, SettingsReader read) {
    if (!prefix.matches("\\d{3,15}")) {
      read.fault("sim.operators", "must have IMSI prefixes as keys");
    }
    return new MobileOperator(
        prefix,
        table.getOrDefault(prefix + ".name", prefix),
        code(prefix + ".balance", "", table, read),
        code(prefix + ".number", MobileOperator.USUAL_NUMBER_CODE, table, read));
  }

  /** Empty if it is written as empty text. */
  private static Optional<String> code(
      String key, String usual, Map<String, String> table, SettingsReader read) {
    var code = table.getOrDefault(key, usual);
    if (!code.matches("[*#\\d]*")) {
      read.fault("sim.operators." + key, "must be a USSD code such as *140#");
      return Optional.empty();
    }
    return Optional.of(code).filter(text -> !text.isEmpty());
  }
}
