package peyk.adapters.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import peyk.adapters.postgres.base.DatabaseClock;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.command.JdbiCommandLines;
import peyk.adapters.postgres.device.JdbiDeviceChangeRepository;
import peyk.adapters.postgres.device.JdbiDeviceClaimRepository;
import peyk.adapters.postgres.device.JdbiDeviceNameRepository;
import peyk.adapters.postgres.device.Patches;
import peyk.adapters.postgres.firmware.JdbiDecisionRepository;
import peyk.adapters.postgres.firmware.JdbiDownloadRepository;
import peyk.adapters.postgres.firmware.JdbiFirmwareCatalog;
import peyk.adapters.postgres.firmware.JdbiOfferRepository;
import peyk.adapters.postgres.firmware.JdbiPartRepository;
import peyk.adapters.postgres.firmware.JdbiReleaseRepository;
import peyk.adapters.postgres.job.JdbiFailedJobRepository;
import peyk.adapters.postgres.job.JdbiLeases;
import peyk.adapters.postgres.job.JobSignal;
import peyk.adapters.postgres.job.PostgresJobs;
import peyk.adapters.postgres.operator.JdbiAuditTrail;
import peyk.adapters.postgres.otp.JdbiOtpChallengeRepository;
import peyk.adapters.postgres.otp.JdbiOtpPhoneRepository;
import peyk.adapters.postgres.otp.JdbiOtpRequestRepository;
import peyk.adapters.postgres.otp.JdbiPhoneAccountRepository;
import peyk.adapters.postgres.otp.JdbiTextHistory;
import peyk.adapters.postgres.otp.JdbiWelcomeRepository;
import peyk.adapters.postgres.otp.PhoneChanges;
import peyk.adapters.postgres.provisioning.JdbiProvisioningRepository;
import peyk.adapters.postgres.schedule.JdbiFiringRepository;
import peyk.adapters.postgres.schedule.JdbiScheduleRepository;
import peyk.adapters.postgres.sim.JdbiSimRepository;
import peyk.adapters.postgres.sim.JdbiUssdMessageRepository;
import peyk.adapters.postgres.tracker.JdbiAnswerRepository;
import peyk.adapters.postgres.tracker.JdbiEventInbox;
import peyk.adapters.postgres.tracker.JdbiFleetRepository;
import peyk.adapters.postgres.tracker.JdbiRecoveryRepository;
import peyk.application.job.Job;
import peyk.application.monitoring.Metric;
import peyk.domain.account.ListedAccountRepository;
import peyk.domain.account.PhoneAccountRepository;
import peyk.domain.account.WelcomeRepository;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandPolicy;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceNameRepository;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.Leases;
import peyk.domain.operator.AuditTrail;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpPhoneRepository;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.TextHistory;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.schedule.FiringRepository;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.sim.SimRepository;
import peyk.domain.sim.UssdMessageRepository;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.AnswerRepository;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.FleetRepository;
import peyk.domain.tracker.RecoveryRepository;

/** The database of this service: its tables, which are up to date, behind a pool of connections. */
public final class PostgresDatabase implements AutoCloseable {
  final Connections connections;
  final HikariDataSource pool;
  final Storage storage;
  final JobSignal signal = new JobSignal();
  private final UUID holder = UUID.randomUUID();
  private final ClusterTime clock;
  private final Patches patches;
  private final JdbiCommandLines commands;
  private final Counter eventsStored;
  private final Counter rowsOverLimit;
  private final JdbiUssdMessageRepository ussdMessages;
  private final JdbiDecisionRepository decisions;
  private final PhoneChanges otpPhones;
  private final JdbiOtpRequestRepository otpRequests;
  private final WaitingGauges gauges;
  private @Nullable JdbiFirmwareCatalog firmwareCatalog;

  private PostgresDatabase(
      Connections connections,
      HikariDataSource pool,
      Storage storage,
      ClusterTime clock,
      MeterRegistry metrics) {
    this.connections = connections;
    this.pool = pool;
    this.clock = clock;
    this.storage = storage;
    this.patches = new Patches(clock);
    this.commands = new JdbiCommandLines(storage, metrics);
    this.eventsStored = counter(metrics, Metric.INBOX_STORED);
    this.rowsOverLimit = counter(metrics, Metric.ROWS_OVER_LIMIT);
    this.ussdMessages =
        new JdbiUssdMessageRepository(
            storage, patches, commands, signal, clock, counter(metrics, Metric.USSD_STORED));
    this.decisions = new JdbiDecisionRepository(storage, clock);
    this.otpPhones = new PhoneChanges(storage);
    this.otpRequests = new JdbiOtpRequestRepository(storage, otpPhones);
    this.gauges = new WaitingGauges(storage, clock, metrics);
  }

  private static Counter counter(MeterRegistry metrics, Metric metric) {
    return metrics.getOrCreate(Counter.builder(metric.id()).description(metric.description()));
  }

  /**
   * Waits for a server that has yet to start, so that it does not matter which starts first. A
   * server that answers, if only with a refusal, is not waited for.
   *
   * @throws peyk.domain.StorageUnavailableException if none answers in time
   */
  public static void await(PostgresConfig config, Duration timeout) {
    new Connections(config).await(timeout);
  }

  /**
   * Brings the tables up to date and lets the user read and write them, for a service that does not
   * know their owner's password.
   *
   * @throws peyk.domain.StorageUnavailableException if that is not possible
   */
  public static void migrate(PostgresConfig config) {
    new Connections(config).migrate();
  }

  /**
   * Connects, brings the tables up to date (replicas that start together wait for one another) and
   * opens the pool.
   *
   * @throws peyk.domain.StorageUnavailableException if there is no database to connect to
   */
  public static PostgresDatabase open(PostgresConfig config, MeterRegistry metrics) {
    return open(config, DatabaseClock::new, metrics);
  }

  /**
   * @param clock makes the clock of all that is stored
   */
  static PostgresDatabase open(
      PostgresConfig config, Function<Storage, ClusterTime> clock, MeterRegistry metrics) {
    var connections = new Connections(config);
    var pool = connections.pool();
    try {
      connections.migrate();
      var storage = new Storage(pool, metrics);
      return new PostgresDatabase(connections, pool, storage, clock.apply(storage), metrics);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  public OtpRequestRepository otpRequests() {
    return otpRequests;
  }

  public OtpChallengeRepository otpChallenges() {
    return new JdbiOtpChallengeRepository(otpPhones);
  }

  public OtpPhoneRepository otpPhones() {
    return new JdbiOtpPhoneRepository(storage, otpPhones);
  }

  public TextHistory texts() {
    return new JdbiTextHistory(storage, clock);
  }

  public PhoneAccountRepository phoneAccounts() {
    return new JdbiPhoneAccountRepository(storage);
  }

  public ListedAccountRepository listedAccounts() {
    return new JdbiPhoneAccountRepository(storage);
  }

  public WelcomeRepository welcomes() {
    return new JdbiWelcomeRepository(storage, signal, clock);
  }

  public DeviceClaimRepository deviceClaims() {
    return new JdbiDeviceClaimRepository(storage, patches, signal);
  }

  public AuditTrail auditTrail() {
    return new JdbiAuditTrail(storage, clock);
  }

  public DeviceNameRepository deviceNames() {
    return new JdbiDeviceNameRepository(storage);
  }

  /**
   * @param policy for the commands that follow from answers
   */
  public DeviceChangeRepository deviceChanges(CommandPolicy policy) {
    return new JdbiDeviceChangeRepository(storage, patches, commands, policy, signal, clock);
  }

  public EventInbox eventInbox() {
    return new JdbiEventInbox(storage, signal, clock, eventsStored);
  }

  public FleetRepository fleets() {
    return new JdbiFleetRepository(storage);
  }

  public RecoveryRepository recoveries() {
    return new JdbiRecoveryRepository(storage);
  }

  /** The leases of this process. */
  public Leases leases() {
    return new JdbiLeases(storage, holder, clock);
  }

  public AnswerRepository answers() {
    return new JdbiAnswerRepository(storage);
  }

  public CommandLines commands() {
    return commands;
  }

  /** The time by the database's clock. */
  public ClusterTime clock() {
    return clock;
  }

  public ProvisioningRepository provisionings() {
    return new JdbiProvisioningRepository(storage, signal);
  }

  public ScheduleRepository schedules() {
    return new JdbiScheduleRepository(storage, signal, clock);
  }

  public FiringRepository firings() {
    return new JdbiFiringRepository(storage, commands, signal);
  }

  public FailedJobRepository failedJobs() {
    return new JdbiFailedJobRepository(storage, signal, clock);
  }

  public UssdMessageRepository ussdMessages() {
    return ussdMessages;
  }

  public SimRepository sims() {
    return new JdbiSimRepository(storage);
  }

  public ReleaseRepository releases() {
    return new JdbiReleaseRepository(storage, clock);
  }

  public PartRepository parts() {
    return new JdbiPartRepository(storage, clock);
  }

  public DecisionRepository decisions() {
    return decisions;
  }

  public OfferRepository offers() {
    return new JdbiOfferRepository(storage, clock);
  }

  public DownloadRepository downloads() {
    return new JdbiDownloadRepository(storage);
  }

  /**
   * Takes up jobs that are due, until the result is closed.
   *
   * @param random makes the pauses after failures uneven
   */
  public AutoCloseable startJobs(
      List<Job> jobs, JobsConfig config, RandomGenerator random, MeterRegistry metrics) {
    return new PostgresJobs(storage, signal, clock, jobs, config, random, metrics);
  }

  /** The releases are kept in memory from the first call on. */
  public synchronized FirmwareCatalog firmwareCatalog() {
    if (firmwareCatalog == null) {
      firmwareCatalog =
          new JdbiFirmwareCatalog(storage, connections::single, JdbiFirmwareCatalog.RELIABLE);
      firmwareCatalog.start();
    }
    return firmwareCatalog;
  }

  public JdbiHousekeeping housekeeping(Retention retention) {
    return new JdbiHousekeeping(storage, commands, retention, rowsOverLimit);
  }

  /** Numbers of rows among the metrics. */
  public WaitingGauges gauges() {
    return gauges;
  }

  /** For tests, which look into the tables. */
  public Jdbi jdbi() {
    return storage.jdbi();
  }

  /** Whether the database answers, within about two seconds. */
  public boolean isUp() {
    return storage.isUp();
  }

  @Override
  public synchronized void close() {
    gauges.close();
    if (clock instanceof DatabaseClock own) {
      own.close();
    }
    ussdMessages.close();
    decisions.close();
    otpRequests.close();
    otpPhones.close();
    if (firmwareCatalog != null) {
      firmwareCatalog.close();
    }
    storage.close();
    pool.close();
  }
}
