package peyk.bootstrap;

import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.ftp.FirmwareFtpServer;
import peyk.adapters.ftp.FtpConfig;
import peyk.adapters.ghasedak.GhasedakSmsGateway;
import peyk.adapters.http.PeykServer;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.JobRoutes;
import peyk.adapters.http.admin.SubscriptionRoutes;
import peyk.adapters.http.admin.firmware.DecisionRoutes;
import peyk.adapters.http.admin.firmware.ImportRoutes;
import peyk.adapters.http.admin.firmware.PartRoutes;
import peyk.adapters.http.admin.firmware.ReleaseRoutes;
import peyk.adapters.http.admin.firmware.StandingRoutes;
import peyk.adapters.http.admin.firmware.StatisticsRoutes;
import peyk.adapters.http.admin.tracker.CommandRoutes;
import peyk.adapters.http.admin.tracker.ProvisioningRoutes;
import peyk.adapters.http.admin.tracker.ScheduleRoutes;
import peyk.adapters.http.admin.tracker.SimRoutes;
import peyk.adapters.http.admin.tracker.TrackerOverviewRoutes;
import peyk.adapters.http.mobile.MobileRoutes;
import peyk.adapters.http.mobile.OtpRoutes;
import peyk.adapters.http.mobile.RegistrationRoutes;
import peyk.adapters.http.server.HealthFact;
import peyk.adapters.http.tracker.TrackerUseCases;
import peyk.adapters.postgres.JobsConfig;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.scheduling.Dispatcher;
import peyk.adapters.scheduling.Dispatcher.Pauses;
import peyk.adapters.scheduling.Ticker;
import peyk.adapters.traccar.JacksonJsonReader;
import peyk.adapters.traccar.Traccar;
import peyk.application.account.CallerCheck;
import peyk.application.account.OpenAccount;
import peyk.application.account.WelcomeAccount;
import peyk.application.command.CancelCommand;
import peyk.application.command.DispatchCommands;
import peyk.application.command.OrderCommand;
import peyk.application.device.ApplyChanges;
import peyk.application.device.CheckDevice;
import peyk.application.device.FinishClaim;
import peyk.application.device.LocateTracker;
import peyk.application.device.NameDevice;
import peyk.application.device.RegisterDevice;
import peyk.application.device.RegistrationCheck;
import peyk.application.firmware.ControlRelease;
import peyk.application.firmware.ExplainFirmware;
import peyk.application.firmware.ImportReleases;
import peyk.application.firmware.OfferFirmware;
import peyk.application.firmware.PrepareRelease;
import peyk.application.firmware.RecordSeenFirmware;
import peyk.application.firmware.WatchRollout;
import peyk.application.job.Job;
import peyk.application.monitoring.Journal;
import peyk.application.otp.RequestOtp;
import peyk.application.otp.SignIn;
import peyk.application.overview.DescribeFirmware;
import peyk.application.overview.DescribeService;
import peyk.application.overview.DescribeTracker;
import peyk.application.provisioning.ProvisionDevice;
import peyk.application.provisioning.RecordExistingFleet;
import peyk.application.provisioning.RestartProvisioning;
import peyk.application.provisioning.StartProvisioning;
import peyk.application.schedule.ControlSchedules;
import peyk.application.schedule.FireSchedule;
import peyk.application.schedule.OrderFiringCommands;
import peyk.application.schedule.SyncSchedules;
import peyk.application.sim.ReadUssd;
import peyk.application.sim.RecordUssd;
import peyk.application.sim.ShowBalances;
import peyk.application.subscription.LinkDevices;
import peyk.application.subscription.LinkNewDevices;
import peyk.application.subscription.ProbeTraccar;
import peyk.application.subscription.RecoverEvents;
import peyk.application.subscription.RepairSubscription;
import peyk.application.subscription.WatchSubscription;
import peyk.bootstrap.settings.DatabaseSettings;
import peyk.bootstrap.settings.Settings;
import peyk.domain.account.LoginParser;
import peyk.domain.command.CommandLines;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.FirmwareSelector;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.schedule.FiringRepository;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.TrackerReactions;
import peyk.domain.tracker.TrackerReplyParser;

/** Wires the whole service. It closes its parts in the opposite order of their start. */
public final class Application implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Application.class);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
  private static final Duration KEEPING_SCHEDULES = Duration.ofMinutes(1);
  private static final int PASSWORD_BYTES = 24;

  /** Traccar answers within some milliseconds, and commands go out at a rate. */
  private static final int DISPATCHERS = 8;

  private final Settings settings;
  private final ClusterTime clock;
  private final SecureRandom random = new SecureRandom();
  private final MeterRegistry metrics = Metrics.globalRegistry();
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private final PostgresDatabase database;

  private final Traccar traccar;
  private final DeviceChangeRepository deviceChanges;
  private final CommandLines commandRepository;
  private final ProvisioningRepository provisionings;
  private final ScheduleRepository schedules;
  private final FiringRepository firings;
  private final SyncSchedules syncSchedules;
  private final FirmwareCatalog firmwareCatalog;
  private final Journal journal = new LoggedJournal(metrics);
  private final JacksonJsonReader json = new JacksonJsonReader();
  private final Optional<FirmwareFtpServer> ftp;
  private final PeykServer server;

  /**
   * Starts the service. It needs a database and nothing else.
   *
   * @throws peyk.domain.StorageUnavailableException if there is no database
   */
  public static Application start(Settings settings) {
    return new Application(settings);
  }

  private Application(Settings settings) {
    this.settings = settings;
    try {
      database = closing(PostgresDatabase.open(databaseConfig(settings.database()), metrics));
      clock = database.clock();
      traccar = closing(new Traccar(settings.traccar().connection(), metrics, clock));
      var finishClaim = new FinishClaim(database.deviceClaims(), traccar.links(), clock);
      database.showBalances(settings.sim().lowBalance());
      database.watchSchedules(settings.schedules().all().stream().map(Schedule::name).toList());
      deviceChanges = database.deviceChanges(settings.trackers().commands());
      commandRepository = database.commands();
      provisionings = database.provisionings();
      schedules = database.schedules();
      firings = database.firings();
      firmwareCatalog = database.firmwareCatalog();
      syncSchedules = new SyncSchedules(settings.schedules(), schedules, firings, clock);
      syncSchedules.start();
      startJobs(finishClaim);
      startDispatching();
      var hearing = startListening();
      ftp = settings.firmware().ftp().map(config -> closing(starting(() -> ftp(config))));
      server =
          closing(
              starting(() ->
                  PeykServer.start(
                      settings.http(),
                      mobileRoutes(finishClaim),
                      trackerApi(),
                      adminRoutes(hearing),
                      () -> health(hearing))));
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

  /** The port of health, metrics and the admin API. */
  public int adminPort() {
    return server.adminPort();
  }

  /** The port of the FTP server, if there is one. */
  public OptionalInt ftpPort() {
    return ftp.map(server -> OptionalInt.of(server.port())).orElse(OptionalInt.empty());
  }

  private PostgresConfig databaseConfig(DatabaseSettings wanted) {
    return wanted.url().isPresent()
        ? DatabaseConfigs.given(wanted)
        : closing(DatabaseConfigs.startEmbedded(wanted)).config().withPoolSize(wanted.poolSize());
  }

  private List<MobileRoutes> mobileRoutes(FinishClaim finishClaim) {
    var requestOtp =
        new RequestOtp(
            database.otpRequests(),
            closing(new GhasedakSmsGateway(settings.signIn().sms(), metrics)),
            settings.signIn().otp(),
            settings.signIn().codes(),
            clock,
            UUID::randomUUID);
    var openAccount =
        new OpenAccount(
            traccar.accounts(),
            database.welcomes(),
            settings.signIn().accounts(),
            settings.traccar().tokenLifetime(),
            clock,
            this::password);
    var signIn =
        new SignIn(
            database.otpChallenges(),
            openAccount,
            settings.signIn().otp().limits(),
            settings.signIn().codes(),
            clock);
    var registrationCheck =
        new RegistrationCheck(
            traccar.devices(),
            traccar.accounts(),
            database.deviceClaims(),
            deviceChanges,
            new CallerCheck(traccar.accounts(), settings.trackers().requireUserToken()),
            new LoginParser(settings.signIn().phones()));
    var registerDevice =
        new RegisterDevice(
            registrationCheck,
            database.deviceClaims(),
            deviceChanges,
            traccar.links(),
            traccar.commands(),
            finishClaim,
            clock);
    return List.of(
        new OtpRoutes(settings.signIn().phones(), requestOtp, signIn),
        new RegistrationRoutes(registerDevice, new CheckDevice(registrationCheck)));
  }

  private TrackerUseCases trackerApi() {
    var sim = settings.sim();
    return new TrackerUseCases(
        new RecordUssd(database.ussdMessages(), sim.perAddress(), sim.perTracker(), clock),
        new OfferFirmware(firmwareCatalog, database.decisions(), selector(), clock),
        settings.firmware().links());
  }

  private List<AdminRoutes> adminRoutes(WatchSubscription hearing) {
    var releases = database.releases();
    var offers = database.offers();
    var decisions = database.decisions();
    var longestPart = settings.firmware().longestPart();
    var prepare =
        new PrepareRelease(releases, database.parts(), settings.dates(), clock, longestPart);
    var steer =
        new ControlRelease(releases, firmwareCatalog, settings.firmware().links().isPresent());
    var explain = new ExplainFirmware(firmwareCatalog, decisions, offers, selector(), clock);
    var locate = new LocateTracker(traccar.devices(), database.sims());
    return List.of(
        new ReleaseRoutes(releases, prepare, steer),
        new PartRoutes(releases, prepare, longestPart),
        new StandingRoutes(releases, steer),
        new StatisticsRoutes(releases, offers, database.downloads()),
        new DecisionRoutes(releases, decisions, explain),
        new ImportRoutes(new ImportReleases(releases, firmwareCatalog, json)),
        new SimRoutes(showBalances()),
        new ScheduleRoutes(new ControlSchedules(settings.schedules(), schedules, firings, clock)),
        new TrackerOverviewRoutes(describeTracker(locate)),
        new CommandRoutes(
            commandRepository,
            locate,
            new OrderCommand(
                commandRepository, traccar.devices(), settings.trackers().commands(), clock),
            new CancelCommand(commandRepository, clock)),
        new ProvisioningRoutes(
            provisionings, new RestartProvisioning(traccar.devices(), provisionings, clock)),
        new JobRoutes(database.failedJobs()),
        new SubscriptionRoutes(hearing));
  }

  private DescribeTracker describeTracker(LocateTracker locate) {
    return new DescribeTracker(
        locate,
        traccar.accounts(),
        deviceChanges,
        showBalances(),
        new DescribeFirmware(firmwareCatalog, database.decisions(), database.offers()),
        new DescribeService(
            database.deviceClaims(),
            deviceChanges,
            database.answers(),
            commandRepository,
            provisionings,
            database.failedJobs(),
            new TrackerReplyParser(json)));
  }

  private ShowBalances showBalances() {
    return new ShowBalances(database.sims(), settings.sim().lowBalance());
  }

  private FirmwareSelector selector() {
    return new FirmwareSelector(settings.firmware().retries());
  }

  private FirmwareFtpServer ftp(FtpConfig config) {
    var firmware =
        new FirmwareFtpServer.Firmware(
            firmwareCatalog, database.parts(), database.downloads(), settings.dates());
    return FirmwareFtpServer.start(config, firmware, metrics);
  }

  private String password() {
    var bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void startJobs(FinishClaim finishClaim) {
    var jobs =
        List.of(
            applyChanges(),
            finishClaim,
            provisionDevice(),
            fireSchedule(),
            orderFiringCommands(),
            welcomeAccount(),
            readUssd(),
            watchRollout());
    var usual = JobsConfig.DEFAULT;
    var config =
        new JobsConfig(
            settings.database().jobThreads(),
            usual.pollInterval(),
            usual.heartbeat(),
            usual.missedHeartbeats(),
            usual.farewell());
    closing(database.startJobs(jobs, config, random, metrics));
  }

  private Job applyChanges() {
    return new ApplyChanges(
        deviceChanges,
        database.deviceClaims(),
        traccar.devices(),
        new NameDevice(database.deviceClaims(), database.deviceNames(), traccar.devices()),
        new TrackerReplyParser(json),
        new TrackerReactions(
            settings.trackers().models(), settings.sim().questions(), settings.dates()),
        new RecordSeenFirmware(database.offers(), clock),
        journal,
        clock,
        settings.trackers().writePause());
  }

  private void startDispatching() {
    var dispatch =
        new DispatchCommands(
            commandRepository,
            traccar.commands(),
            traccar.devices(),
            settings.trackers().commands(),
            journal,
            clock);
    closing(new Dispatcher("commands", DISPATCHERS, Pauses.USUAL, dispatch::dispatchOne));
  }

  private Job provisionDevice() {
    return new ProvisionDevice(
        provisionings,
        commandRepository,
        traccar.devices(),
        settings.trackers().provisioning(),
        journal,
        clock);
  }

  private Job fireSchedule() {
    return new FireSchedule(settings.schedules(), schedules, firings, journal, clock);
  }

  private Job orderFiringCommands() {
    return new OrderFiringCommands(
        settings.schedules(), schedules, firings, traccar.devices(), journal, clock);
  }

  private Job readUssd() {
    return new ReadUssd(database.ussdMessages(), traccar.devices(), journal, settings.dates());
  }

  private Job watchRollout() {
    return new WatchRollout(database.releases(), database.offers(), firmwareCatalog, journal);
  }

  private Job welcomeAccount() {
    return new WelcomeAccount(
        traccar.accounts(), traccar.notifications(), settings.signIn().accounts());
  }

  private WatchSubscription startListening() {
    var listening = traccar.subscription();
    var recoverEvents =
        new RecoverEvents(
            traccar.eventReports(),
            listening,
            database.eventInbox(),
            clock,
            settings.traccar().gapOverlap());
    var startProvisioning = new StartProvisioning(provisionings, journal, clock);
    var recordExistingFleet = new RecordExistingFleet(listening, provisionings, clock);
    var linkDevices = new LinkDevices(listening, recoverEvents, clock);
    var hearing =
        new WatchSubscription(
            new RepairSubscription(
                new ProbeTraccar(listening, traccar.server(), clock),
                settings.traccarDiagnosis(),
                listening,
                linkDevices,
                recordExistingFleet,
                startProvisioning,
                clock),
            new LinkNewDevices(listening, linkDevices, recordExistingFleet, startProvisioning),
            journal,
            clock,
            new WatchSubscription.Intervals(
                settings.traccar().checkInterval(), settings.traccar().linkInterval()));
    SubscriptionGauges.install(hearing, linkDevices, metrics);
    closing(traccar.listen(database.eventInbox(), startProvisioning, recoverEvents::until, random));
    var ticker = closing(new Ticker());
    ticker.every("schedules", KEEPING_SCHEDULES, syncSchedules::keep);
    ticker.every("link-check", WatchSubscription.TICK, hearing::tick);
    var housekeeping = database.housekeeping(settings.retention());
    ticker.every("housekeeping", HOUSEKEEPING, () -> housekeeping.sweep(clock.now()));
    return hearing;
  }

  private List<HealthFact> health(WatchSubscription hearing) {
    return List.of(
        Health.database(database),
        Health.traccar(traccar.status()),
        Health.hearing(hearing.state(), hearing.unlinked()));
  }

  /** Turns a fault that the operator can mend, such as a taken port, into one sentence. */
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
