package peyk.bootstrap.doctor;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import peyk.adapters.kafka.KafkaEventConsumer;
import peyk.bootstrap.settings.SettingsReading;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.KafkaDiagnosis;

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
    var service = checkService();
    report.tell(service.findings());
    report.tell(
        reading.settings().http().https().stream()
            .map(https -> CertificateChecks.own(https, Instant.now()))
            .toList());
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var begun = checks(service).map(check -> check.begin(executor)).toList();
      for (var check : begun) {
        report.tell(check.findings());
      }
    } finally {
      executor.shutdownNow();
    }
    return report.conclude();
  }

  private List<Finding> settings() {
    var findings = new ArrayList<Finding>();
    for (var fault : reading.faults()) {
      findings.add(Area.SETTINGS.fault("setting", fault, "see docs/settings.md"));
    }
    for (var warning : reading.settings().warnings()) {
      findings.add(Area.SETTINGS.note("setting_unknown", warning));
    }
    if (reading.faults().isEmpty()) {
      findings.addFirst(Area.SETTINGS.ok("settings", "they can be used"));
    }
    return findings;
  }

  private ServiceChecks.Seen checkService() throws InterruptedException {
    return reading.isSound("server.", "admin.", "ftp")
        ? new ServiceChecks(reading.settings().http(), reading.adminToken()).look()
        : ServiceChecks.Seen.notRunning(List.of(notExamined(Area.SERVICE)));
  }

  private Stream<TimedCheck> checks(ServiceChecks.Seen service) {
    var settings = reading.settings();
    return Stream.of(
        check(
            Area.DATABASE,
            "see that Postgres runs and lets this machine in, and check DATABASE_URL, DATABASE_USER"
                + " and DATABASE_PASSWORD",
            () -> DatabaseChecks.look(settings.database()),
            "database.",
            "data."),
        check(
            Area.TRACCAR,
            "see that Traccar runs and that this machine may reach it, and check TRACCAR_URL",
            () -> TraccarChecks.look(settings, service.answerDelay()),
            "traccar"),
        check(
            Area.KAFKA,
            "see that Kafka's brokers run, and check KAFKA_BOOTSTRAP_SERVERS",
            () ->
                settings
                    .traccar()
                    .kafka()
                    .map(KafkaEventConsumer::probe)
                    .map(KafkaDiagnosis::finding)
                    .stream()
                    .toList(),
            "kafka",
            "traccar.events"),
        check(
            Area.SMS,
            "see that this machine may reach the gateway, and check SMS_URL",
            () -> settings.signIn().sms().diagnose(),
            "sms."),
        check(
            Area.FTP,
            "see that names can be resolved on this machine",
            () -> new FtpChecks(settings.firmware()).look(service.isRunning()),
            "ftp",
            "firmware.link"));
  }

  /** If settings with these beginnings cannot be used, that is the finding. */
  private TimedCheck check(
      Area area, String away, Callable<List<Finding>> work, String... settings) {
    return new TimedCheck(
        area,
        area == Area.TRACCAR ? TRACCAR_TIMEOUT : TIMEOUT,
        away,
        reading.isSound(settings) ? work : () -> List.of(notExamined(area)));
  }

  private static Finding notExamined(Area area) {
    return area.note("not_examined", "it was not looked at, because its settings cannot be used");
  }
}
