package peyk.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.schedule.Audience;
import peyk.domain.schedule.Condition;
import peyk.domain.schedule.Recurrence.AtStart;
import peyk.domain.schedule.Recurrence.Every;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduledCommand;
import peyk.domain.schedule.Schedules;

class ScheduleSettingsTest {
  private static final Map<String, String> ENOUGH =
      Map.of(
          "TRACCAR_URL", "http://traccar.example.org:8082/api/",
          "TRACCAR_TOKEN", "a-token",
          "API_SECRETS", "a-secret",
          "SMS_KEY", "a-key",
          "SMS_TEMPLATE", "OtpLogin",
          "OTP_KEY", "0123456789abcdef0123456789abcdef");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path directory;

  @Test
  void the_default_table_is_that_of_the_contract() {
    var schedules = read("", Map.of());
    assertThat(schedules.all())
        .extracting(schedule -> schedule.name().value())
        .containsExactly("all-parameters", "balance", "imsi", "number", "parameters", "password");
    assertThat(schedule(schedules, "balance").recurrence())
        .isEqualTo(new Every(HOUR.multipliedBy(6), Duration.ZERO));
    assertThat(schedule(schedules, "number").recurrence())
        .isEqualTo(new Every(HOUR.multipliedBy(6), HOUR.multipliedBy(6)));
    assertThat(schedule(schedules, "parameters").recurrence())
        .isEqualTo(new Every(HOUR.multipliedBy(6), Duration.ZERO));
    assertThat(schedule(schedules, "imsi").recurrence()).isEqualTo(new Every(DAY, DAY));
    assertThat(schedule(schedules, "password").recurrence())
        .isEqualTo(new Every(DAY.multipliedBy(7), DAY.multipliedBy(7)));
    assertThat(schedule(schedules, "all-parameters").recurrence())
        .isEqualTo(new AtStart(Duration.ZERO));
    assertThat(schedules.all())
        .allMatch(one ->
            one.audience().equals(new Audience(Set.of("T950", "TYNOR-T950"), true, List.of())));
  }

  @Test
  void the_default_commands_are_those_of_the_contract() {
    var schedules = read("", Map.of());
    var tracker = tracker(Map.of("imsi", "432350123456789"));
    assertThat(text(schedules, "balance", tracker)).contains("qssd:*555*1*2#");
    assertThat(text(schedules, "balance", tracker(Map.of()))).contains("getimsi");
    assertThat(text(schedules, "number", tracker)).contains("qssd:*733*2#");
    assertThat(text(schedules, "number", tracker(Map.of("SIMCARD No", "9")))).isEmpty();
    assertThat(text(schedules, "parameters", tracker))
        .contains(
            "getparam 17703;17603;7036;11503;7032;7033;21605;17607;7035;21604;11604;11104;11205;21610;"
                + "18300;18301;18302;18303;18304;18305;18306;18307;18308;13809");
    assertThat(text(schedules, "imsi", tracker)).contains("getimsi");
    assertThat(text(schedules, "password", tracker)).contains("getpass");
    assertThat(text(schedules, "all-parameters", tracker)).contains("bacmd:ALLPARAMS");
  }

  @Test
  void schedules_of_a_file_come_beside_the_usual_ones_or_replace_one_whole() {
    var schedules =
        read(
            """
            schedules:
              versions: {command: getver, every: 12h}
              number: {command: getnum, every: 1d}
              password: {enabled: false}
            """,
            Map.of());
    assertThat(schedules.all())
        .extracting(schedule -> schedule.name().value())
        .containsExactly("all-parameters", "balance", "imsi", "number", "parameters", "versions");
    assertThat(schedule(schedules, "number").recurrence()).isEqualTo(new Every(DAY, Duration.ZERO));
    assertThat(schedule(schedules, "number").command())
        .isEqualTo(new ScheduledCommand.Text(new CommandText("getnum")));
  }

  @Test
  void everything_about_a_schedule_can_be_said() {
    var schedules =
        read(
            """
            schedules:
              nightly:
                command: getver
                cron: "0 3 * * *"
                zone: Europe/Berlin
                first: 1h
                models: [A, B]
                online: false
                missing: [SIMCARD No, simcard]
                present: imsi
                older: {attribute: balance_ts, than: 2d}
                spread: 20m
                lifetime: 3h
            """,
            Map.of());
    var nightly = schedule(schedules, "nightly");
    assertThat(nightly.recurrence().text())
        .isEqualTo("cron 0 3 * * * Europe/Berlin, first after PT1H");
    assertThat(nightly.recurrence().first(NOW)).contains(Instant.parse("2026-11-23T02:00:00Z"));
    assertThat(nightly.audience().models()).containsExactlyInAnyOrder("A", "B");
    assertThat(nightly.audience().onlineOnly()).isFalse();
    assertThat(nightly.audience().conditions())
        .hasSize(3)
        .contains(
            new Condition.Missing(List.of("SIMCARD No", "simcard")),
            new Condition.Present(List.of("imsi")));
    assertThat(nightly.spread()).isEqualTo(Duration.ofMinutes(20));
    assertThat(nightly.lifetime()).isEqualTo(HOUR.multipliedBy(3));
  }

  @Test
  void without_a_zone_a_calendar_goes_by_the_usual_one() {
    var schedules = read("schedules: {nightly: {command: getver, cron: \"0 3 * * *\"}}", Map.of());
    assertThat(schedule(schedules, "nightly").recurrence().first(NOW))
        .contains(Instant.parse("2026-11-22T23:30:00Z"));
  }

  @Test
  void commands_are_of_use_until_the_next_firing_but_not_for_less_than_usual() {
    var schedules =
        read("schedules: {often: {command: getver, every: 1s}}", Map.of("COMMAND_LIFETIME", "2h"));
    assertThat(schedule(schedules, "often").lifetime()).isEqualTo(HOUR.multipliedBy(2));
    assertThat(schedule(schedules, "balance").lifetime()).isEqualTo(HOUR.multipliedBy(6));
    assertThat(schedule(schedules, "all-parameters").lifetime()).isEqualTo(DAY);
    assertThat(cronLifetime("0 3 * * 5")).isEqualTo(DAY.multipliedBy(7));
    assertThat(cronLifetime("0 8 * * 1-5")).isEqualTo(DAY.multipliedBy(3));
    assertThat(cronLifetime("*/5 * * * *")).isEqualTo(HOUR);
    assertThat(cronLifetime("0 0 1 1 *")).isEqualTo(DAY.multipliedBy(30));
  }

  private Duration cronLifetime(String expression) {
    var yaml = "schedules: {x: {command: getver, cron: \"%s\", zone: UTC}}".formatted(expression);
    return schedule(read(yaml, Map.of()), "x").lifetime();
  }

  @Test
  void models_can_be_set_for_all_and_schedules_switched_off() {
    assertThat(schedule(read("", Map.of("SCHEDULE_MODELS", "X")), "imsi").audience().models())
        .containsExactly("X");
    assertThat(schedule(read("", Map.of("SCHEDULE_MODELS", "*")), "imsi").audience().models())
        .isEmpty();
    assertThat(read("", Map.of("SCHEDULE_ENABLED", "false")).all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x: {every: 6h}                                            | schedules.x needs one of command and ask
          x: {command: getver, ask: balance, every: 6h}             | schedules.x needs one of command and ask
          x: {command: getver}                                      | schedules.x needs one of every, cron and at
          x: {command: getver, every: 6h, at: start}                | schedules.x needs one of every, cron and at
          x: {command: getver, every: 500ms}                        | schedules.x.every must be a duration
          x: {command: getver, every: often}                        | schedules.x.every must be a duration
          x: {command: getver, cron: "0 25 * * *"}                  | schedules.x.cron must be a cron expression
          x: {command: getver, cron: "0 3 * * *", zone: Tehran}     | schedules.x.zone must be a time zone
          x: {command: getver, at: noon}                            | schedules.x.at must be one of start
          x: {command: abcd, every: 6h}                             | schedules.x.command must be ASCII text
          x: {command: "سلام", every: 6h}                           | schedules.x.command must be ASCII text
          x: {ask: money, every: 6h}                                | schedules.x.ask must be one of balance, number
          x: {command: getver, every: 6h, onlin: false}             | schedules.x.onlin is no setting of a schedule
          x: {command: getver, every: 6h, online: perhaps}          | schedules.x.online must be true or false
          x: {command: getver, every: 6h, spread: 7h}               | schedules.x.spread must be a duration
          x: {command: getver, every: 6h, lifetime: 0}              | schedules.x.lifetime must be a duration
          x: {command: getver, every: 6h, older: {than: 6h}}        | schedules.x.older.attribute is missing
          x: {command: getver, every: 6h, older: {attribute: a}}    | schedules.x.older.than must be a duration
          x: {command: getver, every: 6h, enabled: 1}               | schedules.x.enabled must be true or false
          Xy: {command: getver, every: 6h}                          | schedules.Xy must be a name
          """)
  void what_is_wrong_with_a_schedule_is_said_with_its_key(String schedule, String fault) {
    assertThatThrownBy(() -> read("schedules:\n  " + schedule, Map.of()))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("- " + fault)
        .hasMessageNotContaining("SCHEDULES_X");
  }

  private Schedules read(String yaml, Map<String, String> own) {
    var environment = new HashMap<>(ENOUGH);
    environment.putAll(own);
    return Settings.read(yaml.isEmpty() ? Optional.empty() : Optional.of(file(yaml)), environment)
        .schedules();
  }

  private Path file(String yaml) {
    try {
      return Files.writeString(directory.resolve("peyk.yaml"), yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Schedule schedule(Schedules schedules, String name) {
    return schedules.find(new ScheduleName(name)).orElseThrow();
  }

  private static Optional<String> text(Schedules schedules, String name, Device device) {
    return schedule(schedules, name).command().of(device, NOW).map(CommandText::value);
  }

  private static Device tracker(Map<String, Object> attributes) {
    return new Device(
        new DeviceId(1), "867717033890519", "car", Optional.of("T950"), true, attributes);
  }
}
