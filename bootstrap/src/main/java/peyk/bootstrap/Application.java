package peyk.bootstrap;

import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.ghasedak.GhasedakSmsGateway;
import peyk.adapters.http.HealthFact;
import peyk.adapters.http.MobileApi;
import peyk.adapters.http.PeykServer;
import peyk.adapters.postgres.EmbeddedDatabase;
import peyk.adapters.postgres.JobsConfig;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.PostgresJobs;
import peyk.adapters.scheduling.Ticker;
import peyk.adapters.traccar.JacksonJsonReader;
import peyk.adapters.traccar.TraccarAccountGateway;
import peyk.adapters.traccar.TraccarClient;
import peyk.adapters.traccar.TraccarCommandGateway;
import peyk.adapters.traccar.TraccarDeviceGateway;
import peyk.adapters.traccar.TraccarDeviceLinkGateway;
import peyk.adapters.traccar.TraccarEventReportGateway;
import peyk.adapters.traccar.TraccarListener;
import peyk.adapters.traccar.TraccarListeningGateway;
import peyk.adapters.traccar.TraccarNotificationGateway;
import peyk.application.account.CallerCheck;
import peyk.application.account.OpenAccount;
import peyk.application.account.WelcomeAccount;
import peyk.application.device.CheckDevice;
import peyk.application.device.Examination;
import peyk.application.device.FinishClaim;
import peyk.application.device.NameDevice;
import peyk.application.device.RegisterDevice;
import peyk.application.device.UpdateDevice;
import peyk.application.job.Job;
import peyk.application.otp.RequestOtp;
import peyk.application.otp.SignIn;
import peyk.application.tracker.BeHeard;
import peyk.application.tracker.RecoverEvents;
import peyk.application.tracker.SendCommands;
import peyk.bootstrap.settings.Settings;
import peyk.bootstrap.settings.Settings.DatabaseSettings;
import peyk.domain.account.LoginParser;
import peyk.domain.tracker.TrackerReactions;
import peyk.domain.tracker.TrackerReplyParser;

/** The whole service, put together by hand. What was started is closed in the opposite order. */
public final class Application implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Application.class);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
  private static final int PASSWORD_BYTES = 24;

  private final Settings settings;
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();
  private final MeterRegistry metrics = Metrics.globalRegistry();
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private final PostgresDatabase database;
  private final TraccarClient traccar;
  private final TraccarAccountGateway accounts;
  private final TraccarDeviceGateway devices;
  private final TraccarDeviceLinkGateway links;
  private final TraccarCommandGateway commands;
  private final PeykServer server;

  /**
   * Starts the service. It needs its database to be there, and nothing else.
   *
   * @throws peyk.domain.StorageUnavailableException if there is no database
   */
  public static Application start(Settings settings) {
    return new Application(settings);
  }

  private Application(Settings settings) {
    this.settings = settings;
    try {
      database =
          closing(PostgresDatabase.open(databaseConfig(settings.database()), clock, metrics));
      traccar = closing(new TraccarClient(settings.traccar(), metrics, clock));
      accounts = new TraccarAccountGateway(traccar);
      devices = new TraccarDeviceGateway(traccar);
      links = new TraccarDeviceLinkGateway(traccar);
      commands = new TraccarCommandGateway(traccar);
      var finishClaim = new FinishClaim(database.deviceClaims(), links, clock);
      startJobs(finishClaim);
      var hearing = startListening();
      server =
          closing(
              starting(() ->
                  PeykServer.start(
                      settings.http(), mobileApi(finishClaim), () -> health(hearing))));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    log.info("ready port={} adminPort={}", server.port(), server.adminPort());
  }

  /** The port of the API. */
  public int port() {
    return server.port();
  }

  /** The port of health and metrics. */
  public int adminPort() {
    return server.adminPort();
  }

  private PostgresConfig databaseConfig(DatabaseSettings wanted) {
    var config =
        wanted
            .url()
            .map(url ->
                PostgresConfig.of(
                    url, wanted.user(), new PostgresConfig.Password(wanted.password())))
            .orElseGet(() ->
                closing(
                        starting(() ->
                            EmbeddedDatabase.start(wanted.dataDirectory().resolve("postgres"))))
                    .config());
    return config.withPoolSize(wanted.poolSize());
  }

  private MobileApi mobileApi(FinishClaim finishClaim) {
    var requestOtp =
        new RequestOtp(
            database.otpRequests(),
            closing(new GhasedakSmsGateway(settings.sms(), metrics)),
            settings.otp(),
            settings.codes(),
            clock,
            UUID::randomUUID);
    var openAccount =
        new OpenAccount(
            accounts,
            database.welcomes(),
            settings.accounts(),
            settings.tokenLifetime(),
            clock,
            this::password);
    var signIn =
        new SignIn(
            database.otpChallenges(),
            openAccount,
            settings.otp().limits(),
            settings.codes(),
            clock);
    var examination =
        new Examination(
            devices,
            accounts,
            database.deviceClaims(),
            database.deviceChanges(),
            new CallerCheck(accounts, settings.requireUserToken()),
            new LoginParser(settings.phones()));
    var registerDevice =
        new RegisterDevice(
            examination,
            database.deviceClaims(),
            database.deviceChanges(),
            links,
            commands,
            finishClaim,
            clock);
    return new MobileApi(
        settings.phones(), requestOtp, signIn, registerDevice, new CheckDevice(examination));
  }

  private String password() {
    var bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void startJobs(FinishClaim finishClaim) {
    var jobs = List.of(updateDevice(), finishClaim, sendCommands(), welcomeAccount());
    var usual = JobsConfig.DEFAULT;
    var config =
        new JobsConfig(
            settings.jobThreads(),
            usual.pollInterval(),
            usual.heartbeat(),
            usual.missedHeartbeats(),
            usual.farewell());
    closing(new PostgresJobs(database, jobs, config, random, metrics)).start();
  }

  private Job updateDevice() {
    return new UpdateDevice(
        database.deviceChanges(),
        database.deviceClaims(),
        devices,
        new NameDevice(database.deviceClaims(), database.deviceNames(), devices),
        new TrackerReplyParser(new JacksonJsonReader()),
        new TrackerReactions(settings.models(), settings.sim(), settings.dates()),
        new LoggedDeviceJournal(metrics),
        clock,
        settings.writePause());
  }

  private Job sendCommands() {
    var times = settings.commands();
    return new SendCommands(
        database.wantedCommands(),
        commands,
        clock,
        times.gap(),
        times.retryPause(),
        times.lifetime());
  }

  private Job welcomeAccount() {
    return new WelcomeAccount(
        accounts, new TraccarNotificationGateway(traccar), settings.accounts());
  }

  private HearingWatch startListening() {
    var listening = new TraccarListeningGateway(traccar);
    var recoverEvents =
        new RecoverEvents(
            new TraccarEventReportGateway(traccar),
            listening,
            database.eventInbox(),
            clock,
            settings.gapOverlap());
    var hearing =
        new HearingWatch(new BeHeard(listening, recoverEvents), clock, settings.linkInterval());
    closing(new TraccarListener(traccar, database.eventInbox(), recoverEvents::until, random))
        .start();
    var ticker = closing(new Ticker());
    ticker.every("link-check", HearingWatch.TICK, hearing::tick);
    var housekeeping = database.housekeeping(settings.inboxRetention());
    ticker.every("housekeeping", HOUSEKEEPING, () -> housekeeping.sweep(clock.instant()));
    return hearing;
  }

  private List<HealthFact> health(HearingWatch hearing) {
    return List.of(
        Health.database(database),
        Health.traccar(traccar.health().status()),
        Health.hearing(hearing));
  }

  /** A port that is taken, a directory in use: whoever starts the service can mend that. */
  private static <T> T starting(Supplier<T> start) {
    try {
      return start.get();
    } catch (IllegalStateException e) {
      throw new StartupException("Peyk cannot start: " + e.getMessage(), e);
    }
  }

  private <T extends AutoCloseable> T closing(T resource) {
    started.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        log.warn("closing failed", e);
      }
    }
  }
}
