package peyk.bootstrap.doctor;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import peyk.bootstrap.settings.Settings;
import peyk.bootstrap.settings.SettingsReading;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.Finding;

/**
 * Diagnoses everything that the service needs and prints the findings. It changes nothing and may
 * run beside the service.
 */
public final class Doctor {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Traccar needs some minutes to list 100,000 devices. */
  private static final Duration TRACCAR_TIMEOUT = Duration.ofMinutes(5);

  private final SettingsReading reading;
  private final Report report;

  public Doctor(SettingsReading reading, PrintStream console) {
    this.reading = reading;
    this.report = new Report(console);
  }

  /**
   * Diagnoses and prints.
   *
   * @return whether no fault was found
   */
  public boolean examine() throws InterruptedException {
    report.tell(settings());
    var service = lookAtService();
    report.tell(service.findings());
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var begun = looks(service).map(look -> look.begin(executor)).toList();
      for (var look : begun) {
        report.tell(look.findings());
      }
    } finally {
      executor.shutdownNow();
    }
    return report.conclude();
  }

  private List<Finding> settings() {
    var findings = new ArrayList<Finding>();
    for (var fault : reading.faults()) {
      findings.add(Area.SETTINGS.fault("setting", fault, "see the table of settings in README.md"));
    }
    for (var warning : reading.settings().warnings()) {
      findings.add(Area.SETTINGS.note("setting_unknown", warning));
    }
    if (reading.faults().isEmpty()) {
      findings.addFirst(Area.SETTINGS.ok("settings", "they can be used"));
    }
    return findings;
  }

  private ServiceChecks.Seen lookAtService() throws InterruptedException {
    return reading.isSound("server.", "admin.", "ftp")
        ? new ServiceChecks(reading.settings().http(), reading.adminToken()).look()
        : new ServiceChecks.Seen(false, Optional.empty(), List.of(notExamined(Area.SERVICE)));
  }

  private Stream<TimedCheck> looks(ServiceChecks.Seen service) {
    var settings = reading.settings();
    return Stream.of(
        unlessSound(Area.DATABASE, "database.", "data.").orElseGet(() -> database(settings)),
        unlessSound(Area.TRACCAR, "traccar").orElseGet(() -> traccar(settings, service)),
        unlessSound(Area.SMS, "sms.").orElseGet(() -> sms(settings)),
        unlessSound(Area.FTP, "ftp", "firmware.link").orElseGet(() -> ftp(settings, service)));
  }

  /** A finding if the settings cannot be used; empty if they can. */
  private Optional<TimedCheck> unlessSound(Area area, String... keys) {
    return reading.isSound(keys)
        ? Optional.empty()
        : Optional.of(new TimedCheck(area, TIMEOUT, "", () -> List.of(notExamined(area))));
  }

  private static Finding notExamined(Area area) {
    return area.note("not_examined", "it was not looked at, because its settings cannot be used");
  }

  private static TimedCheck database(Settings settings) {
    return new TimedCheck(
        Area.DATABASE,
        TIMEOUT,
        "see that Postgres runs and lets this machine in, and check DATABASE_URL, DATABASE_USER and"
            + " DATABASE_PASSWORD",
        () -> DatabaseChecks.look(settings.database()));
  }

  private static TimedCheck traccar(Settings settings, ServiceChecks.Seen service) {
    return new TimedCheck(
        Area.TRACCAR,
        TRACCAR_TIMEOUT,
        "see that Traccar runs and that this machine may reach it, and check TRACCAR_URL",
        () -> TraccarChecks.look(settings, service.answerDelay()));
  }

  private static TimedCheck sms(Settings settings) {
    return new TimedCheck(
        Area.SMS,
        TIMEOUT,
        "see that this machine may reach the gateway, and check SMS_URL",
        () -> SmsChecks.look(settings));
  }

  private static TimedCheck ftp(Settings settings, ServiceChecks.Seen service) {
    return new TimedCheck(
        Area.FTP,
        TIMEOUT,
        "see that names can be resolved on this machine",
        () -> new FtpChecks(settings.firmware()).look(service.isRunning()));
  }
}
