package peyk.bootstrap;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import peyk.adapters.http.admin.AdminConfig;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.JobRoutes;
import peyk.adapters.http.admin.PhoneRoutes;
import peyk.adapters.http.admin.SubscriptionRoutes;
import peyk.adapters.http.admin.firmware.DecisionRoutes;
import peyk.adapters.http.admin.firmware.ImportRoutes;
import peyk.adapters.http.admin.firmware.PartRoutes;
import peyk.adapters.http.admin.firmware.ReleaseRoutes;
import peyk.adapters.http.admin.firmware.StandingRoutes;
import peyk.adapters.http.admin.firmware.StatisticsRoutes;
import peyk.adapters.http.admin.tracker.ClaimRoutes;
import peyk.adapters.http.admin.tracker.CommandRoutes;
import peyk.adapters.http.admin.tracker.ProvisioningRoutes;
import peyk.adapters.http.admin.tracker.ScheduleRoutes;
import peyk.adapters.http.admin.tracker.SimRoutes;
import peyk.adapters.http.admin.tracker.TrackerOverviewRoutes;
import peyk.adapters.http.console.ConsoleService;
import peyk.adapters.http.console.MoneyPage;
import peyk.adapters.http.console.RolloutPages;
import peyk.adapters.http.console.SchedulePages;
import peyk.adapters.http.console.SignInPages;
import peyk.adapters.http.console.TrackerActions;
import peyk.adapters.http.console.TrackerDetails;
import peyk.adapters.http.console.TrackerPages;
import peyk.adapters.http.console.TroublePage;
import peyk.adapters.http.mobile.MobileRoutes;
import peyk.adapters.http.mobile.OtpRoutes;
import peyk.adapters.http.mobile.RegistrationRoutes;
import peyk.adapters.http.server.HealthFact;
import peyk.adapters.http.tracker.TrackerUseCases;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.traccar.Traccar;
import peyk.application.account.CallerCheck;
import peyk.application.account.OpenAccount;
import peyk.application.command.CancelCommand;
import peyk.application.command.OrderCommand;
import peyk.application.device.CheckDevice;
import peyk.application.device.LocateTracker;
import peyk.application.device.RegisterDevice;
import peyk.application.device.RegistrationCheck;
import peyk.application.device.ReleaseClaim;
import peyk.application.device.SearchTrackers;
import peyk.application.firmware.ControlRelease;
import peyk.application.firmware.ExplainFirmware;
import peyk.application.firmware.ImportReleases;
import peyk.application.firmware.OfferFirmware;
import peyk.application.firmware.PrepareRelease;
import peyk.application.otp.DescribePhone;
import peyk.application.otp.RequestOtp;
import peyk.application.otp.SignIn;
import peyk.application.overview.DescribeFirmware;
import peyk.application.overview.DescribeService;
import peyk.application.overview.DescribeTracker;
import peyk.application.provisioning.RestartProvisioning;
import peyk.application.schedule.ControlSchedules;
import peyk.application.sim.RecordUssd;
import peyk.application.sim.ShowBalances;
import peyk.application.subscription.WatchSubscription;
import peyk.bootstrap.settings.Settings;
import peyk.domain.account.LoginParser;
import peyk.domain.otp.SmsAccountGateway;
import peyk.domain.otp.SmsGateway;
import peyk.domain.time.ClusterTime;

/** The use cases behind the HTTP API. */
final class HttpApi {
  private static final int PASSWORD_BYTES = 24;

  private final SharedParts shared;
  private final Settings settings;
  private final PostgresDatabase database;
  private final Traccar traccar;
  private final ClusterTime clock;

  HttpApi(SharedParts shared) {
    this.shared = shared;
    this.settings = shared.settings();
    this.database = shared.database();
    this.traccar = shared.traccar();
    this.clock = shared.clock();
  }

  List<MobileRoutes> mobile(SmsGateway sms) {
    var requestOtp =
        new RequestOtp(
            database.otpRequests(),
            sms,
            settings.signIn().otp(),
            settings.signIn().codes(),
            clock,
            UUID::randomUUID);
    var openAccount =
        new OpenAccount(
            traccar.accounts(),
            database.phoneAccounts(),
            database.welcomes(),
            settings.signIn().accounts(),
            new OpenAccount.Rules(
                settings.traccar().tokenLifetime(),
                settings.signIn().administrators(),
                settings.signIn().commonPassword()),
            shared.journal(),
            clock,
            this::password);
    var signIn =
        new SignIn(
            database.otpChallenges(),
            openAccount,
            settings.signIn().otp().limits(),
            settings.signIn().wrongCodes(),
            settings.signIn().codes(),
            clock);
    var registrationCheck =
        new RegistrationCheck(
            traccar.devices(),
            traccar.accounts(),
            database.deviceClaims(),
            shared.deviceChanges(),
            new CallerCheck(
                traccar.accounts(),
                database.phoneAccounts(),
                settings.trackers().requireUserToken()),
            new LoginParser(settings.signIn().phones()));
    var registerDevice =
        new RegisterDevice(
            registrationCheck,
            database.deviceClaims(),
            shared.deviceChanges(),
            traccar.links(),
            traccar.commands(),
            shared.finishClaim(),
            clock);
    return List.of(
        new OtpRoutes(settings.signIn().phones(), requestOtp, signIn),
        new RegistrationRoutes(
            registerDevice,
            new CheckDevice(registrationCheck),
            settings.trackers().unknowns(),
            clock));
  }

  TrackerUseCases trackers() {
    return new TrackerUseCases(
        new RecordUssd(
            database.ussdMessages(), settings.sim().limits(), traccar.trackerIndex(), clock),
        new OfferFirmware(
            database.firmwareCatalog(),
            database.decisions(),
            shared.firmwareSelector(),
            settings.firmware().limits(),
            traccar.trackerIndex(),
            clock),
        settings.firmware().links());
  }

  List<AdminRoutes> admin(WatchSubscription subscription) {
    var releases = database.releases();
    var prepare = new PrepareRelease(releases, settings.dates(), clock);
    return List.of(
        new ReleaseRoutes(releases, prepare, controlRelease()),
        new PartRoutes(releases, database.parts(), settings.firmware().longestPart()),
        new StandingRoutes(releases, controlRelease()),
        new StatisticsRoutes(releases, database.offers(), database.downloads()),
        new DecisionRoutes(releases, database.decisions(), explainFirmware()),
        new ImportRoutes(new ImportReleases(releases, database.firmwareCatalog(), shared.json())),
        new SimRoutes(showBalances()),
        new ScheduleRoutes(controlSchedules()),
        new TrackerOverviewRoutes(describeTracker()),
        new CommandRoutes(database.commands(), locate(), orderCommand(), cancelCommand()),
        new ClaimRoutes(new ReleaseClaim(traccar.devices(), database.deviceClaims())),
        new ProvisioningRoutes(database.provisionings(), restartProvisioning()),
        new JobRoutes(database.failedJobs()),
        new PhoneRoutes(
            settings.signIn().phones(),
            new DescribePhone(database.otpPhones(), settings.signIn().otp(), clock),
            database.otpPhones()),
        new SubscriptionRoutes(subscription));
  }

  ConsoleService console(
      AdminConfig admin,
      WatchSubscription subscription,
      SmsAccountGateway sms,
      Supplier<List<HealthFact>> health) {
    var search =
        new SearchTrackers(
            traccar.devices(), traccar.accounts(), new LoginParser(settings.signIn().phones()));
    var details = new TrackerDetails(showBalances(), database.decisions(), explainFirmware());
    return new ConsoleService(
        List.of(
            new TroublePage(
                health,
                subscription,
                database.failedJobs(),
                database.releases(),
                showBalances(),
                traccar.trackerIndex()),
            new TrackerPages(search, traccar.devices(), describeTracker(), details),
            new TrackerActions(orderCommand(), restartProvisioning(), controlRelease()),
            new SignInPages(
                settings.signIn().phones(),
                new DescribePhone(database.otpPhones(), settings.signIn().otp(), clock),
                database.otpPhones()),
            new RolloutPages(
                database.releases(), database.offers(), database.decisions(), controlRelease()),
            new SchedulePages(
                controlSchedules(), database.commands(), cancelCommand(), traccar.trackerIndex()),
            new MoneyPage(sms, database.texts(), showBalances(), clock)),
        admin,
        database.auditTrail(),
        clock);
  }

  private LocateTracker locate() {
    return new LocateTracker(traccar.devices(), database.sims());
  }

  private OrderCommand orderCommand() {
    return new OrderCommand(
        database.commands(), traccar.devices(), settings.trackers().commands(), clock);
  }

  private CancelCommand cancelCommand() {
    return new CancelCommand(database.commands(), clock);
  }

  private RestartProvisioning restartProvisioning() {
    return new RestartProvisioning(traccar.devices(), database.provisionings(), clock);
  }

  private ControlSchedules controlSchedules() {
    return new ControlSchedules(
        settings.schedules(), database.schedules(), database.firings(), clock);
  }

  private ControlRelease controlRelease() {
    return new ControlRelease(
        database.releases(), database.firmwareCatalog(), settings.firmware().links().isPresent());
  }

  private ExplainFirmware explainFirmware() {
    return new ExplainFirmware(
        database.firmwareCatalog(),
        database.decisions(),
        database.offers(),
        shared.firmwareSelector(),
        clock);
  }

  private DescribeTracker describeTracker() {
    return new DescribeTracker(
        locate(),
        traccar.accounts(),
        shared.deviceChanges(),
        showBalances(),
        new DescribeFirmware(database.firmwareCatalog(), database.decisions(), database.offers()),
        new DescribeService(
            database.deviceClaims(),
            shared.deviceChanges(),
            database.answers(),
            database.commands(),
            database.provisionings(),
            database.failedJobs(),
            shared.replyParser()));
  }

  private ShowBalances showBalances() {
    return new ShowBalances(database.sims(), settings.sim().lowBalance());
  }

  private String password() {
    var bytes = new byte[PASSWORD_BYTES];
    shared.random().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
