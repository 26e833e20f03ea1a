package peyk.bootstrap.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import peyk.adapters.ghasedak.ApiKey;
import peyk.adapters.ghasedak.GhasedakConfig;
import peyk.adapters.ghasedak.OtpTemplate;
import peyk.adapters.http.HttpConfig;
import peyk.adapters.http.admin.AdminConfig;
import peyk.adapters.http.admin.AdminToken;
import peyk.adapters.http.mobile.ApiSecrets;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;
import peyk.adapters.traccar.TraccarConfig;
import peyk.domain.account.AccountDefaults;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.SessionToken;
import peyk.domain.command.CommandPolicy;
import peyk.domain.device.DeviceModels;
import peyk.domain.diagnosis.SmsPlan;
import peyk.domain.diagnosis.TraccarDiagnosis;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.OtpCodes;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.otp.RateLimit;
import peyk.domain.otp.RateLimit.Scope;
import peyk.domain.provisioning.ProvisioningPolicy;
import peyk.domain.schedule.Schedules;
import peyk.domain.text.LocalDates;

/**
 * Everything that can be set, read and checked once. The keys, with their defaults, are in {@code
 * settings.yaml}.
 *
 * @param requireUserToken whether callers of the device API must show their own Traccar token
 * @param jobThreads how much durable work is done at the same time
 * @param checkInterval how often all is checked that lets us hear trackers
 * @param linkInterval how often it is looked for new devices
 * @param gapOverlap how much further back than necessary missed answers are fetched
 * @param writePause least time between two writes of one device
 * @param commandRetention how long commands are remembered that were answered or came to nothing
 * @param inboxRetention how long answers are kept that have been dealt with
 */
public record Settings(
    HttpConfig http,
    boolean requireUserToken,
    DatabaseSettings database,
    int jobThreads,
    TraccarConfig traccar,
    Duration tokenLifetime,
    Duration checkInterval,
    Duration linkInterval,
    Duration gapOverlap,
    GhasedakConfig sms,
    PhoneNumberParser phones,
    OtpPolicy otp,
    OtpCodes codes,
    LocalDates dates,
    AccountDefaults accounts,
    DeviceModels models,
    Duration writePause,
    CommandPolicy commands,
    Duration commandRetention,
    ProvisioningPolicy provisioning,
    SimSettings sim,
    Schedules schedules,
    FirmwareSettings firmware,
    Duration inboxRetention,
    List<String> warnings) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration TENTH = Duration.ofMillis(100);

  /** A sign-in makes up to six calls and has 45 s. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(6);

  private static final int MOST_REQUESTS = 1_000_000;

  /** What is expected of Traccar. */
  public TraccarDiagnosis traccarDiagnosis() {
    return new TraccarDiagnosis(commands.patience(), gapOverlap);
  }

  /**
   * @param file a YAML file that goes over the defaults
   * @param environment goes over the file
   * @throws InvalidSettingsException with all that is wrong
   */
  public static Settings read(Optional<Path> file, Map<String, String> environment) {
    var reading = examine(file, environment, _ -> {});
    if (!reading.faults().isEmpty()) {
      throw new InvalidSettingsException(reading.faults());
    }
    return reading.settings();
  }

  /**
   * Reads what {@link #read} does and {@link LogSettings} besides, and stops at nothing.
   *
   * @param file a YAML file that goes over the defaults
   * @param environment goes over the file
   */
  public static SettingsReading examine(Optional<Path> file, Map<String, String> environment) {
    return examine(file, environment, LogSettings::of);
  }

  private static SettingsReading examine(
      Optional<Path> file, Map<String, String> environment, Consumer<SettingsReader> more) {
    var faults = new ArrayList<String>();
    var layers = Layers.read(file, environment, faults);
    var reader = new SettingsReader(layers, faults);
    var settings = new Composer(reader).compose(layers.warnings());
    more.accept(reader);
    var adminToken = Optional.of(reader.text("admin.token")).filter(token -> !token.isEmpty());
    return new SettingsReading(settings, faults, adminToken);
  }

  /** How codes are to be sent. */
  public SmsPlan smsPlan() {
    var template = sms.template();
    return new SmsPlan(
        template.name(),
        template.codeParameter(),
        template.hashParameter(),
        template.appHash(),
        codes.length());
  }

  /**
   * Turns settings into what they set up; while there are faults, with harmless values in the
   * faulty places.
   */
  private record Composer(SettingsReader read) {
    Settings compose(List<String> warnings) {
      var dates = new LocalDates(read.zone("time-zone"));
      var sim = SimSettings.read(read, dates);
      var commands = commands();
      return new Settings(
          http(),
          read.flag("api.require-user-token"),
          DatabaseSettings.read(read),
          read.integer("jobs.threads", 1, 256),
          traccar(),
          read.duration("traccar.token-lifetime", HOUR, Duration.ofDays(36_500)),
          read.duration("traccar.check-interval", Duration.ofMinutes(1), Duration.ofDays(7)),
          read.duration("traccar.link-interval", Duration.ofSeconds(10), DAY),
          read.duration("traccar.gap-overlap", Duration.ofSeconds(10), DAY),
          sms(),
          phones(),
          otp(),
          codes(),
          dates,
          new AccountDefaults(dates, read.table("account.attributes"), notifications()),
          models(),
          read.duration("device.write-pause", Duration.ZERO, HOUR),
          commands,
          read.duration("command.retention", HOUR, Duration.ofDays(3650)),
          provisioning(commands, sim),
          sim,
          ScheduleSettings.read(read, sim.questions(), dates, commands.lifetime()),
          FirmwareSettings.read(read),
          read.duration("inbox.retention", HOUR, Duration.ofDays(3650)),
          warnings);
    }

    private HttpConfig http() {
      var usual = ServerLimits.DEFAULT;
      return new HttpConfig(
          read.required("server.host", "the address to listen on, 0.0.0.0 for all"),
          read.integer("server.port", 0, 65_535),
          read.required("admin.host", "the address to listen on, best 127.0.0.1"),
          read.integer("admin.port", 0, 65_535),
          new ServerLimits(
              read.integer("server.max-body", 1024, 64 * 1024 * 1024),
              read.integer("server.max-connections", 1, 1_000_000),
              read.duration("server.request-timeout", SECOND, HOUR),
              read.duration("server.idle-timeout", SECOND, DAY),
              usual.shutdownTimeout()),
          trustedProxies(),
          new CorsOrigins(read.list("server.cors-origins")),
          apiSecrets(),
          admin());
    }

    private AdminConfig admin() {
      var token = Optional.of(read.text("admin.token")).filter(text -> !text.isEmpty());
      return new AdminConfig(
          token.map(text ->
              read.parse(
                  "admin.token",
                  text,
                  AdminToken::new,
                  "must be of letters, digits and signs, without blanks",
                  new AdminToken("none"))),
          read.integer("firmware.longest-part", 1, FirmwareSettings.LONGEST_PART));
    }

    private TrustedProxies trustedProxies() {
      try {
        return new TrustedProxies(read.list("server.trusted-proxies"));
      } catch (IllegalArgumentException e) {
        read.fault("server.trusted-proxies", "must be addresses or networks such as 10.0.0.0/8");
        return TrustedProxies.none();
      }
    }

    private ApiSecrets apiSecrets() {
      var secrets =
          read.secrets("api.secrets", "the client secrets of your apps, separated by commas");
      return new ApiSecrets(secrets.isEmpty() ? List.of("none") : secrets);
    }

    private TraccarConfig traccar() {
      var url = read.address("traccar.url", "the address of your Traccar server");
      var token =
          read.secret("traccar.token", "the token of an administrator of your Traccar server", 1);
      var usual = TraccarConfig.of(URI.create("http://localhost"), new SessionToken("none"));
      var connectTimeout = read.duration("traccar.connect-timeout", TENTH, LONGEST_CALL);
      var requestTimeout = read.duration("traccar.request-timeout", TENTH, LONGEST_CALL);
      try {
        return new TraccarConfig(
            url,
            token.isEmpty() ? usual.token() : new SessionToken(token),
            connectTimeout,
            requestTimeout,
            usual.concurrentCalls(),
            usual.pageSize(),
            usual.pingInterval(),
            usual.reconnectMin(),
            usual.reconnectMax());
      } catch (IllegalArgumentException e) {
        read.fault("traccar", "cannot be used: " + e.getMessage());
        return usual;
      }
    }

    private GhasedakConfig sms() {
      var address = read.address("sms.url", "the base address of the SMS gateway");
      var key = read.secret("sms.key", "the API key of your Ghasedak account", 1);
      var template =
          read.required("sms.template", "the name of the approved OTP template at Ghasedak");
      return new GhasedakConfig(
          address,
          new ApiKey(key.isEmpty() ? "none" : key),
          new OtpTemplate(
              template.isEmpty() ? "none" : template,
              read.required("sms.code-parameter", "the template's parameter for the code"),
              read.required("sms.hash-parameter", "the template's parameter for the app hash"),
              Optional.of(read.text("sms.hash")).filter(hash -> !hash.isEmpty())),
          read.duration("sms.connect-timeout", TENTH, Duration.ofMinutes(1)),
          read.duration("sms.timeout", TENTH, Duration.ofMinutes(1)));
    }

    private PhoneNumberParser phones() {
      var home = new PhoneNumberParser(List.of("IR"));
      try {
        return new PhoneNumberParser(read.list("phone.regions"));
      } catch (IllegalArgumentException e) {
        read.fault("phone.regions", "must be country codes such as IR, the home region first");
        return home;
      }
    }

    private OtpPolicy otp() {
      var lifetime = read.duration("otp.lifetime", Duration.ofSeconds(10), HOUR);
      var longestLife = read.duration("otp.longest-life", Duration.ofSeconds(10), DAY);
      if (longestLife.compareTo(lifetime) < 0) {
        read.fault("otp.longest-life", "must not be shorter than otp.lifetime");
        longestLife = lifetime;
      }
      var requests =
          List.of(
              new RateLimit(Scope.PHONE, 1, read.duration("otp.cooldown", Duration.ZERO, DAY)),
              limit(Scope.PHONE, "otp.phone-per-hour", HOUR),
              limit(Scope.PHONE, "otp.phone-per-day", DAY),
              limit(Scope.ADDRESS, "otp.address-per-hour", HOUR),
              limit(Scope.BLOCK, "otp.block-per-hour", HOUR),
              limit(Scope.SERVICE, "otp.service-per-minute", Duration.ofMinutes(1)));
      var limits =
          new OtpLimits(
              requests,
              read.integer("otp.attempts", 3, 10),
              read.integer("otp.attempts-per-day", 0, MOST_REQUESTS),
              read.integer("otp.attempts-in-a-row", 0, MOST_REQUESTS));
      return new OtpPolicy(limits, lifetime, longestLife);
    }

    private RateLimit limit(Scope scope, String key, Duration period) {
      return new RateLimit(scope, read.integer(key, 0, MOST_REQUESTS), period);
    }

    private OtpCodes codes() {
      var key =
          read.secret(
              "otp.key",
              "any text of at least 32 characters, the same on all replicas",
              OtpCodes.SHORTEST_KEY);
      int digits = read.integer("otp.digits", OtpCode.SHORTEST, OtpCode.LONGEST);
      return new OtpCodes(
          key.length() < OtpCodes.SHORTEST_KEY ? "-".repeat(OtpCodes.SHORTEST_KEY) : key, digits);
    }

    private List<DefaultNotification> notifications() {
      var notifications = new ArrayList<DefaultNotification>();
      read.table("account.notifications").keySet().stream()
          .map(Composer::withoutIndex)
          .distinct()
          .forEach(notificator ->
              read.list("account.notifications." + notificator)
                  .forEach(type ->
                      notifications.add(
                          new DefaultNotification(type, notificator, Optional.empty()))));
      read.table("account.alarms").keySet().stream()
          .map(Composer::withoutIndex)
          .distinct()
          .forEach(notificator ->
              read.list("account.alarms." + notificator)
                  .forEach(alarm ->
                      notifications.add(
                          new DefaultNotification("alarm", notificator, Optional.of(alarm)))));
      return notifications;
    }

    /** {@code web} for {@code web.0}: a list may be written as one. */
    private static String withoutIndex(String key) {
      return key.replaceFirst("\\.\\d+$", "");
    }

    private CommandPolicy commands() {
      var gap = read.duration("command.gap", Duration.ZERO, HOUR);
      var patience = read.duration("command.patience", TENTH, HOUR);
      var retry = read.duration("command.retry-pause", SECOND, DAY);
      var longestRetry = read.duration("command.longest-retry", SECOND, DAY);
      return new CommandPolicy(
          read.integer("command.rate", 1, 10_000),
          gap,
          atLeast(gap, patience, "command.patience", "command.gap"),
          retry,
          atLeast(retry, longestRetry, "command.longest-retry", "command.retry-pause"),
          read.duration("command.lifetime", SECOND, MONTH));
    }

    private ProvisioningPolicy provisioning(CommandPolicy commands, SimSettings sim) {
      var delay = read.duration("provisioning.delay", Duration.ZERO, HOUR);
      var lifetime = read.duration("provisioning.lifetime", HOUR.plus(SECOND), YEAR);
      return new ProvisioningPolicy(delay, commands.patience(), lifetime, sim.questions());
    }

    private Duration atLeast(Duration least, Duration value, String key, String leastKey) {
      if (value.compareTo(least) < 0) {
        read.fault(key, "must not be shorter than " + leastKey);
        return least;
      }
      return value;
    }

    private DeviceModels models() {
      var names = new HashMap<Integer, String>();
      read.table("device.models")
          .forEach((type, name) -> {
            if (type.matches("\\d{1,9}")) {
              names.put(Integer.valueOf(type), name);
            } else {
              read.fault("device.models", "must have type numbers as keys");
            }
          });
      return new DeviceModels(names);
    }
  }
}
