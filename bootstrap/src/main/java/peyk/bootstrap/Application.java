package peyk.bootstrap;

import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.ftp.FirmwareFtpServer;
import peyk.adapters.ftp.FtpConfig;
import peyk.adapters.http.HttpsConfig;
import peyk.adapters.http.PeykServer;
import peyk.adapters.http.admin.AdminApi;
import peyk.adapters.http.admin.AdminConfig;
import peyk.adapters.http.server.HealthFact;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.traccar.Traccar;
import peyk.application.job.Worker;
import peyk.application.monitoring.JournalEvent.StepFailed;
import peyk.application.otp.DeliveryWatch;
import peyk.bootstrap.BackgroundWork.Events;
import peyk.bootstrap.settings.DatabaseSettings;
import peyk.bootstrap.settings.Settings;
import peyk.domain.operator.OperatorTokens;
import peyk.domain.otp.SmsGateway;
import peyk.domain.otp.TextHistory;
import peyk.domain.schedule.Schedule;
import peyk.domain.sim.UssdMessageRepository;

/** Starts and stops the whole service. */
public final class Application implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Application.class);

  private static final Duration DELIVERY_LOOKS = Duration.ofSeconds(15);
  private static final Duration CERTIFICATE_LOOKS = Duration.ofMinutes(1);

  private final Resources resources = new Resources();
  private final MeterRegistry metrics = Metrics.globalRegistry();
  private final Optional<FirmwareFtpServer> ftp;
  private final PeykServer server;
  private final UssdMessageRepository ussdMessages;
  private final TextHistory texts;

  /**
   * Starts the service. It needs a database and nothing else.
   *
   * @throws peyk.domain.StorageUnavailableException if there is no database
   */
  public static Application start(Settings settings) {
    return new Application(settings);
  }

  private Application(Settings settings) {
    try {
      // a lambda, because a reference would load the class
      settings.tracing().ifPresent(endpoint -> resources.add(OtlpSpans.start(endpoint)));
      var shared = shared(settings);
      ussdMessages = shared.database().ussdMessages();
      texts = shared.database().texts();
      var events = startWork(new BackgroundWork(shared, resources));
      ftp = settings.firmware().ftp().map(config -> starting(() -> ftp(config, shared)));
      server = starting(() -> serve(shared, events));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    log.info("ready port={} adminPort={}", server.port(), server.adminPort());
  }

  private SharedParts shared(Settings settings) {
    var database =
        resources.add(PostgresDatabase.open(databaseConfig(settings.database()), metrics));
    var traccar =
        resources.add(new Traccar(settings.traccar().connection(), metrics, database.clock()));
    database.gauges().showBalances(settings.sim().lowBalance());
    database
        .gauges()
        .watchSchedules(settings.schedules().all().stream().map(Schedule::name).toList());
    return new SharedParts(
        settings, database, traccar, new LoggedJournal(metrics), metrics, new SecureRandom());
  }

  private PostgresConfig databaseConfig(DatabaseSettings wanted) {
    var external = wanted.external();
    external.ifPresent(config -> PostgresDatabase.await(config, wanted.startupTimeout()));
    return external.orElseGet(() ->
        resources
            .add(DatabaseConfigs.startEmbedded(wanted))
            .config()
            .withPoolSize(wanted.poolSize()));
  }

  private static Events startWork(BackgroundWork work) {
    work.startSchedules();
    work.startJobs();
    work.startCommands();
    var events = work.startEvents();
    work.startHousekeeping();
    return events;
  }

  private FirmwareFtpServer ftp(FtpConfig config, SharedParts shared) {
    var database = shared.database();
    var firmware =
        new FirmwareFtpServer.Firmware(
            database.firmwareCatalog(),
            database.parts(),
            database.downloads(),
            shared.settings().dates());
    return resources.add(FirmwareFtpServer.start(config, firmware, metrics));
  }

  private PeykServer serve(SharedParts shared, Events events) {
    var subscription = events.subscription();
    var settings = shared.settings();
    var api = new HttpApi(shared);
    var sms = resources.add(settings.signIn().sms().connect());
    SmsCreditGauge.install(sms.account(), metrics);
    var http = settings.http().withAdmin(admin(shared));
    http.https().ifPresent(https -> watch(https, shared));
    Supplier<List<HealthFact>> health =
        () -> Health.of(shared.database(), shared.traccar().status(), events);
    return resources.add(
        PeykServer.start(
            http,
            api.mobile(watched(sms.gateway(), shared)),
            api.trackers(),
            new AdminApi(api.admin(subscription), shared.database().auditTrail()),
            api.console(http.admin(), subscription, sms.account(), health),
            health));
  }

  /** A certificate is renewed by replacing its files; nothing is restarted. */
  private void watch(HttpsConfig https, SharedParts shared) {
    var journal = shared.journal();
    CertificateGauge.install(https.certificate(), shared.clock(), metrics);
    resources.add(
        Worker.every(
            CERTIFICATE_LOOKS,
            "https-certificate",
            https.certificate()::reload,
            cause -> journal.record(new StepFailed("https-certificate", cause))));
  }

  private SmsGateway watched(SmsGateway gateway, SharedParts shared) {
    var journal = shared.journal();
    var watch =
        new DeliveryWatch(
            new CountedSmsGateway(gateway, metrics),
            shared.database().texts(),
            journal,
            shared.clock());
    // closed after the worker and the server, so it stores the last counts
    resources.add(watch::store);
    resources.add(
        Worker.every(
            DELIVERY_LOOKS,
            "sms-delivery",
            watch::look,
            cause -> journal.record(new StepFailed("sms-delivery", cause))));
    return watch;
  }

  /** Without a configured token there is a generated one. Only the log says where. */
  private static AdminConfig admin(SharedParts shared) {
    var config = shared.settings().http().admin();
    if (!config.tokens().isEmpty()) {
      return config;
    }
    var file = shared.settings().adminTokenFile();
    try {
      var token = file.open(shared.random());
      log.info("no admin token is configured: there is a generated one file={}", file.path());
      return config.withTokens(new OperatorTokens(List.of(token)));
    } catch (IOException e) {
      if (!config.servesThisMachine()) {
        throw new StartupException(
            "Peyk cannot start: no admin token is configured, and none can be kept in "
                + file.path(),
            e);
      }
      log.warn("no admin token can be generated file={} reason={}", file.path(), e.toString());
      return config;
    }
  }

  /**
   * Turns a port that is taken into one sentence. Any other failure is ours and keeps its trace.
   */
  static <T> T starting(Supplier<T> start) {
    try {
      return start.get();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof BindException) {
        throw new StartupException("Peyk cannot start: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** For the sandbox, which invents messages of the past. */
  UssdMessageRepository ussdMessages() {
    return ussdMessages;
  }

  /** As above, of texts. */
  TextHistory texts() {
    return texts;
  }

  /** The port of the API. */
  public int port() {
    return server.port();
  }

  /** The port of health, metrics and the admin API. */
  public int adminPort() {
    return server.adminPort();
  }

  /** The port of the FTP server, if there is one. */
  public OptionalInt ftpPort() {
    return ftp.map(server -> OptionalInt.of(server.port())).orElse(OptionalInt.empty());
  }

  @Override
  public void close() {
    resources.close();
  }
}
