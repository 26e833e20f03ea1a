package peyk.bootstrap;

import io.helidon.metrics.api.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import peyk.adapters.kafka.KafkaConfig;
import peyk.adapters.kafka.KafkaEventConsumer;
import peyk.adapters.postgres.JobsConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.traccar.Traccar;
import peyk.application.account.ListAccounts;
import peyk.application.account.WelcomeAccount;
import peyk.application.command.DispatchCommands;
import peyk.application.device.ApplyChanges;
import peyk.application.device.NameDevice;
import peyk.application.firmware.RecordSeenFirmware;
import peyk.application.firmware.WatchRollout;
import peyk.application.job.FanOut;
import peyk.application.job.Job;
import peyk.application.job.Worker;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.StepFailed;
import peyk.application.provisioning.ProvisionDevice;
import peyk.application.provisioning.RecordExistingFleet;
import peyk.application.provisioning.StartProvisioning;
import peyk.application.schedule.FireSchedule;
import peyk.application.schedule.OrderFiringCommands;
import peyk.application.schedule.SyncSchedules;
import peyk.application.sim.ReadUssd;
import peyk.application.subscription.LinkDevices;
import peyk.application.subscription.LinkNewDevices;
import peyk.application.subscription.ProbeTraccar;
import peyk.application.subscription.ReceiveFleet;
import peyk.application.subscription.RecoverEvents;
import peyk.application.subscription.RepairSubscription;
import peyk.application.subscription.WatchSubscription;
import peyk.bootstrap.settings.Settings;
import peyk.domain.diagnosis.KafkaFacts;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.OnlineListener;
import peyk.domain.tracker.TrackerReactions;

/** The work that nobody waits for: durable jobs, and the workers of this process. */
final class BackgroundWork {
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
  private static final Duration SYNC_SCHEDULES = Duration.ofMinutes(1);

  /** Traccar answers within some milliseconds, and commands go out at a rate. */
  private static final int MOST_SENDS = 8;

  /**
   * What makes Traccar's events come.
   *
   * @param kafka the state of Kafka, if they come by it
   */
  record Events(WatchSubscription subscription, Optional<Supplier<KafkaFacts>> kafka) {}

  private final Resources resources;
  private final SharedParts shared;
  private final Settings settings;
  private final PostgresDatabase database;
  private final Traccar traccar;
  private final Journal journal;
  private final MeterRegistry metrics;
  private final RandomGenerator random;
  private final ClusterTime clock;

  /**
   * @param resources what is started is added to it
   */
  BackgroundWork(SharedParts shared, Resources resources) {
    this.resources = resources;
    this.shared = shared;
    this.settings = shared.settings();
    this.database = shared.database();
    this.traccar = shared.traccar();
    this.journal = shared.journal();
    this.metrics = shared.metrics();
    this.random = shared.random();
    this.clock = shared.clock();
  }

  void startJobs() {
    var jobs =
        List.of(
            applyChanges(),
            shared.finishClaim(),
            provisionDevice(),
            fireSchedule(),
            orderFiringCommands(),
            welcomeAccount(),
            readUssd(),
            watchRollout());
    var config = JobsConfig.of(settings.database().jobThreads(), settings.database().jobTries());
    resources.add(database.startJobs(jobs, config, random, metrics));
  }

  /** Keeps a state for each schedule in the settings. */
  void startSchedules() {
    var sync =
        new SyncSchedules(settings.schedules(), database.schedules(), database.firings(), clock);
    sync.start();
    var _ = repeat(SYNC_SCHEDULES, "schedules", sync::keep);
  }

  /** Sends the commands that are due. */
  void startCommands() {
    var commands = database.commands();
    var sends =
        resources.add(
            new FanOut(
                MOST_SENDS,
                new DispatchCommands(
                    commands,
                    traccar.commands(),
                    traccar.devices(),
                    settings.trackers().commands(),
                    journal,
                    clock)));
    var worker = resources.add(Worker.start("commands", sends, failures("commands")));
    sends.onFailure(worker::signal);
    commands.onChange(worker::signal);
    // for what happened before
    worker.signal();
  }

  void startHousekeeping() {
    var housekeeping = database.housekeeping(settings.retention());
    var _ = repeat(HOUSEKEEPING, "housekeeping", () -> housekeeping.sweep(clock.now()));
  }

  /** Learns which logins users have before they change them. */
  private Worker startListingAccounts() {
    var listAccounts =
        new ListAccounts(traccar.accounts(), database.listedAccounts(), database.leases(), clock);
    return repeat(ListAccounts.TICK, "accounts", listAccounts::keep);
  }

  private Job applyChanges() {
    return new ApplyChanges(
        shared.deviceChanges(),
        database.deviceClaims(),
        traccar.devices(),
        new NameDevice(database.deviceClaims(), database.deviceNames(), traccar.devices()),
        shared.replyParser(),
        new TrackerReactions(
            settings.trackers().models(), settings.sim().questions(), settings.dates()),
        new RecordSeenFirmware(database.offers(), clock),
        journal,
        clock,
        settings.trackers().writePause());
  }

  private Job provisionDevice() {
    return new ProvisionDevice(
        database.provisionings(),
        database.commands(),
        traccar.devices(),
        settings.trackers().provisioning(),
        journal,
        clock);
  }

  private Job fireSchedule() {
    return new FireSchedule(
        settings.schedules(), database.schedules(), database.firings(), journal, clock);
  }

  private Job orderFiringCommands() {
    return new OrderFiringCommands(
        settings.schedules(),
        database.schedules(),
        database.firings(),
        traccar.devices(),
        journal,
        clock);
  }

  private Job readUssd() {
    return new ReadUssd(
        database.ussdMessages(), traccar.devices(), journal, settings.dates(), clock);
  }

  private Job watchRollout() {
    return new WatchRollout(
        database.releases(), database.offers(), database.firmwareCatalog(), journal);
  }

  private Job welcomeAccount() {
    return new WelcomeAccount(
        traccar.accounts(),
        database.phoneAccounts(),
        traccar.notifications(),
        settings.signIn().accounts());
  }

  Events startEvents() {
    var source = settings.traccar().events();
    var listening = traccar.subscription();
    var recoverEvents =
        new RecoverEvents(
            traccar.eventReports(),
            listening,
            database.eventInbox(),
            database.recoveries(),
            database.leases(),
            clock,
            settings.traccar().gapOverlap());
    var startProvisioning = new StartProvisioning(database.provisionings(), journal, clock);
    var recordExistingFleet = new RecordExistingFleet(listening, database.provisionings(), clock);
    var linkDevices = new LinkDevices(listening, recoverEvents, source, clock);
    var receiveFleet =
        new ReceiveFleet(
            database.fleets(),
            traccar.trackerIndex(),
            linkDevices,
            recordExistingFleet,
            startProvisioning,
            clock);
    var subscription =
        new WatchSubscription(
            new RepairSubscription(
                new ProbeTraccar(listening, traccar.server(), source, clock),
                settings.traccarDiagnosis(),
                listening,
                recoverEvents,
                receiveFleet,
                clock),
            new LinkNewDevices(listening, receiveFleet, database.leases()),
            journal,
            clock,
            new WatchSubscription.Intervals(
                settings.traccar().checkInterval(), settings.traccar().linkInterval()));
    SubscriptionGauges.install(subscription, linkDevices, metrics);
    var checks = repeat(WatchSubscription.TICK, "subscription", subscription::tick);
    var accounts = startListingAccounts();
    traccar.whenConnected(() -> {
      subscription.resume();
      checks.signal();
      accounts.signal();
    });
    var kafka = settings.traccar().kafka().map(config -> read(config, startProvisioning));
    if (kafka.isEmpty()) {
      resources.add(
          traccar.listen(database.eventInbox(), startProvisioning, recoverEvents::until, random));
    }
    return new Events(subscription, kafka);
  }

  private Supplier<KafkaFacts> read(KafkaConfig config, OnlineListener onlineListener) {
    return resources.add(
            KafkaEventConsumer.start(
                config, database.eventInbox(), onlineListener, metrics, clock, random))
        ::facts;
  }

  private Worker repeat(Duration interval, String name, Runnable task) {
    return resources.add(Worker.every(interval, name, task, failures(name)));
  }

  private Consumer<Throwable> failures(String worker) {
    return cause -> journal.record(new StepFailed(worker, cause));
  }
}
