package peyk.bootstrap.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.adapters.http.HttpConfig;
import peyk.adapters.postgres.Retention;
import peyk.domain.account.DefaultNotification;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.TraccarDiagnosis;
import peyk.domain.schedule.Schedules;
import peyk.domain.text.LocalDates;

/**
 * All settings, read and checked once. Keys and defaults stand in {@code settings.yaml} and {@code
 * mobile-operators.yaml} only.
 *
 * @param tracing the collector of spans; empty = none are recorded
 * @param warnings about variables that look like mistakes
 */
public record Settings(
    HttpConfig http,
    DatabaseSettings database,
    TraccarSettings traccar,
    SignInSettings signIn,
    TrackerSettings trackers,
    SimSettings sim,
    Schedules schedules,
    FirmwareSettings firmware,
    Retention retention,
    LocalDates dates,
    Optional<URI> tracing,
    List<String> warnings) {
  /** The requirements by which Traccar is diagnosed. */
  public TraccarDiagnosis traccarDiagnosis() {
    var channels =
        signIn.accounts().notifications().stream()
            .map(DefaultNotification::notificator)
            .collect(Collectors.toSet());
    return new TraccarDiagnosis(
        trackers.commands().answerTimeout(), traccar.gapOverlap(), channels, traccar.events());
  }

  /** Where the service keeps the admin token that it makes for itself if none is configured. */
  public AdminTokenFile adminTokenFile() {
    return AdminTokenFile.in(database.dataDirectory());
  }

  /**
   * @param file a YAML file that overrides the defaults
   * @param environment overrides the file
   * @throws InvalidSettingsException with every fault
   */
  public static Settings read(Optional<Path> file, Map<String, String> environment) {
    var reading = examine(file, environment, _ -> {});
    InvalidSettingsException.throwIfAny(reading.faults());
    return reading.settings();
  }

  /**
   * Reads these settings and {@link LogSettings}, and collects faults instead of throwing them.
   *
   * @param file a YAML file that overrides the defaults
   * @param environment overrides the file
   */
  public static SettingsReading examine(Optional<Path> file, Map<String, String> environment) {
    return examine(file, environment, LogSettings::of);
  }

  private static SettingsReading examine(
      Optional<Path> file, Map<String, String> environment, Consumer<SettingsReader> more) {
    var faults = new ArrayList<String>();
    var layers = Layers.read(file, environment, faults);
    var reader = new SettingsReader(layers, faults);
    var settings = read(reader, layers.warnings());
    more.accept(reader);
    var silent = new SettingsReader(layers, new ArrayList<>());
    return new SettingsReading(
        settings, faults, AdminTokenSettings.ownToken(silent, settings.database().dataDirectory()));
  }

  /** In place of a faulty setting there is a harmless value. */
  private static Settings read(SettingsReader read, List<String> warnings) {
    var dates = new LocalDates(read.zone("time-zone"));
    var sim = SimSettings.read(read, dates);
    var trackers = TrackerSettings.read(read, sim.questions());
    var signIn = SignInSettings.read(read, dates);
    var remarks = signIn.sms().remarks().stream().map(Finding::sentence);
    return new Settings(
        HttpSettings.read(read),
        DatabaseSettings.read(read),
        TraccarSettings.read(read),
        signIn,
        trackers,
        sim,
        ScheduleSettings.read(read, sim.questions(), dates, trackers.commands().lifetime()),
        FirmwareSettings.read(read),
        retention(read),
        dates,
        tracing(read),
        Stream.of(warnings.stream(), remarks, AdminTokenSettings.warning(read).stream())
            .flatMap(lines -> lines)
            .toList());
  }

  private static Optional<URI> tracing(SettingsReader read) {
    var key = "tracing.otlp-endpoint";
    return read.find(key).map(_ -> read.address(key, "where spans go"));
  }

  private static Retention retention(SettingsReader read) {
    return new Retention(
        retention(read, "inbox.retention"),
        retention(read, "ussd.retention"),
        retention(read, "sim.history"),
        retention(read, "command.retention"),
        retention(read, "firmware.retention"),
        retention(read, "audit.retention"),
        read.integer("database.most-rows", 1000, Integer.MAX_VALUE));
  }

  private static Duration retention(SettingsReader read, String key) {
    return read.duration(key, "1h", "3650d");
  }
}
