package peyk.adapters.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import peyk.adapters.http.admin.AdminApi;
import peyk.adapters.http.admin.AdminConfig;
import peyk.adapters.http.console.ConsoleService;
import peyk.adapters.http.mobile.ApiSecrets;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.mobile.MobileRoutes;
import peyk.adapters.http.mobile.OtpRoutes;
import peyk.adapters.http.mobile.RegistrationRoutes;
import peyk.adapters.http.server.HealthFact;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;
import peyk.adapters.http.tracker.TrackerUseCases;
import peyk.application.account.CallerCheck;
import peyk.application.account.OpenAccount;
import peyk.application.device.CheckDevice;
import peyk.application.device.FinishClaim;
import peyk.application.device.RegisterDevice;
import peyk.application.device.RegistrationCheck;
import peyk.application.intake.IntakeLimit;
import peyk.application.otp.RequestOtp;
import peyk.application.otp.SignIn;
import peyk.application.otp.WrongCodeLimits;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.AccountDefaults;
import peyk.domain.account.InMemoryAccountGateway;
import peyk.domain.account.InMemoryPhoneAccountRepository;
import peyk.domain.account.InMemoryWelcomeRepository;
import peyk.domain.account.LoginParser;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.InMemoryCommandGateway;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.device.InMemoryDeviceLinkGateway;
import peyk.domain.operator.InMemoryAuditTrail;
import peyk.domain.operator.OperatorTokens;
import peyk.domain.otp.InMemoryOtpChallengeRepository;
import peyk.domain.otp.InMemoryOtpRequestRepository;
import peyk.domain.otp.InMemorySmsGateway;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpCodes;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.text.LocalDates;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;

/** The service on a free port: the real routes and use cases, with neighbours in memory. */
public final class Service implements AutoCloseable {
  public static final String SECRET = "the app's secret";
  public static final String PHONE = "09120000001";
  private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");

  /** It has its own tests. */
  private static final AdminApi NO_ADMIN_API =
      new AdminApi(List.of(), new InMemoryAuditTrail(new MovableClock()));

  private static final TrackerUseCases NO_TRACKER_API =
      new TrackerUseCases(null, null, Optional.empty());

  private volatile Instant now = Instant.parse("2026-03-21T10:00:00Z");
  private volatile RuntimeException storageFailure;

  public final InMemorySmsGateway sms = new InMemorySmsGateway();
  public final InMemoryAccountGateway accounts = new InMemoryAccountGateway();
  public final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  public final InMemoryDeviceLinkGateway links = new InMemoryDeviceLinkGateway(devices);
  public final InMemoryCommandGateway commands = new InMemoryCommandGateway();
  private final PeykServer server;

  private Service(HttpConfig config, boolean tokenRequired, Supplier<List<HealthFact>> health) {
    server =
        PeykServer.start(
            config,
            routes(tokenRequired),
            NO_TRACKER_API,
            NO_ADMIN_API,
            new ConsoleService(List.of(), config.admin(), NO_ADMIN_API.audit(), () -> now),
            health);
  }

  public static Service start() {
    return start(config());
  }

  /** So many requests of a minute may name an unknown user or tracker. */
  public static final int UNKNOWNS = 50;

  public static Service start(HttpConfig config) {
    return new Service(config, false, List::of);
  }

  public static Service startWithTokenRequired() {
    return new Service(config(), true, List::of);
  }

  public static Service start(Supplier<List<HealthFact>> health) {
    return new Service(config(), false, health);
  }

  public static HttpConfig config() {
    return config(ServerLimits.DEFAULT, TrustedProxies.none(), new CorsOrigins(List.of("*")));
  }

  public static HttpConfig config(
      ServerLimits limits, TrustedProxies proxies, CorsOrigins origins) {
    return config(limits, proxies, origins, Optional.empty());
  }

  static HttpConfig config(
      ServerLimits limits,
      TrustedProxies proxies,
      CorsOrigins origins,
      Optional<HttpsConfig> https) {
    return new HttpConfig(
        "127.0.0.1",
        0,
        "127.0.0.1",
        0,
        limits,
        proxies,
        origins,
        new ApiSecrets(List.of("an older secret", SECRET)),
        new AdminConfig(OperatorTokens.none(), true, 1024 * 1024),
        https);
  }

  public int port() {
    return server.port();
  }

  int httpsPort() {
    return server.httpsPort();
  }

  int adminHttpsPort() {
    return server.adminHttpsPort();
  }

  public int adminPort() {
    return server.adminPort();
  }

  public RawClient.Answer post(String path, String json, String... headers) {
    var answer = RawClient.post(port(), path, json, headers);
    PublicApi.expectDescribed("POST " + path, answer);
    return answer;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** From now on, whatever is asked of the database meets this. */
  public void failStorage(RuntimeException failure) {
    storageFailure = failure;
  }

  public void loseStorage() {
    failStorage(
        new StorageUnavailableException("the database is away", new IllegalStateException()));
  }

  /** The code in the last text. */
  public String code() {
    return sms.texts().getLast().code().digits();
  }

  @Override
  public void close() {
    server.close();
  }

  private List<MobileRoutes> routes(boolean tokenRequired) {
    ClusterTime clock = () -> now;
    var jobs = new InMemoryJobs();
    var challenges = new InMemoryOtpChallengeRepository();
    var limits =
        new OtpLimits(
            List.of(
                new OtpRateLimit(OtpRateLimit.Scope.PHONE, 1, Duration.ofSeconds(30)),
                new OtpRateLimit(OtpRateLimit.Scope.ADDRESS, 3, Duration.ofHours(1))),
            5,
            20,
            100);
    var wrongCodes =
        new WrongCodeLimits(
            new IntakeLimit(12, Duration.ofHours(1)), new IntakeLimit(100, Duration.ofHours(1)));
    var policy = new OtpPolicy(limits, Duration.ofMinutes(2), Duration.ofMinutes(10));
    var codes = new OtpCodes("a key for tests that is long enough", 4);
    var phones = new PhoneNumberParser(List.of("IR"));
    var changes = new InMemoryDeviceChangeRepository(clock, jobs);
    var claims = stored(DeviceClaimRepository.class, changes.claims());
    var owners = new InMemoryPhoneAccountRepository();
    var open =
        new OpenAccount(
            accounts,
            owners,
            new InMemoryWelcomeRepository(jobs, clock),
            new AccountDefaults(new LocalDates(TEHRAN), Map.of(), List.of()),
            new OpenAccount.Rules(Duration.ofDays(30), false, ""),
            _ -> {},
            clock,
            () -> "a password");
    var registrationCheck =
        new RegistrationCheck(
            devices,
            accounts,
            claims,
            changes,
            new CallerCheck(accounts, owners, tokenRequired),
            new LoginParser(phones));
    var requestOtp =
        new RequestOtp(
            stored(OtpRequestRepository.class, new InMemoryOtpRequestRepository(challenges)),
            sms,
            policy,
            codes,
            clock,
            UUID::randomUUID);
    var signIn =
        new SignIn(
            stored(OtpChallengeRepository.class, challenges),
            open,
            limits,
            wrongCodes,
            codes,
            clock);
    var registerDevice =
        new RegisterDevice(
            registrationCheck,
            claims,
            new PatchesAtOnce(changes, devices),
            links,
            commands,
            new FinishClaim(claims, changes, devices, links, clock),
            clock);
    return List.of(
        new OtpRoutes(phones, requestOtp, signIn),
        new RegistrationRoutes(
            registerDevice,
            new CheckDevice(registrationCheck),
            new IntakeLimit(UNKNOWNS, Duration.ofMinutes(1)),
            clock));
  }

  private <T> T stored(Class<T> port, T memory) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (storageFailure != null) {
                throw storageFailure;
              }
              try {
                return method.invoke(memory, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
