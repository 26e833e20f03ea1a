package peyk.adapters.http.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import peyk.adapters.http.HttpConfig;
import peyk.adapters.http.PeykServer;
import peyk.adapters.http.admin.firmware.DecisionRoutes;
import peyk.adapters.http.admin.firmware.ImportRoutes;
import peyk.adapters.http.admin.firmware.PartRoutes;
import peyk.adapters.http.admin.firmware.ReleaseRoutes;
import peyk.adapters.http.admin.firmware.StandingRoutes;
import peyk.adapters.http.admin.firmware.StatisticsRoutes;
import peyk.adapters.http.admin.tracker.ScheduleRoutes;
import peyk.adapters.http.admin.tracker.SimRoutes;
import peyk.adapters.http.console.ConsoleService;
import peyk.adapters.http.console.MoneyPage;
import peyk.adapters.http.console.RolloutPages;
import peyk.adapters.http.console.SchedulePages;
import peyk.adapters.http.console.SignInPages;
import peyk.adapters.http.console.TroublePage;
import peyk.adapters.http.mobile.ApiSecrets;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.server.HealthFact;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;
import peyk.adapters.http.tracker.TrackerUseCases;
import peyk.application.command.CancelCommand;
import peyk.application.firmware.ControlRelease;
import peyk.application.firmware.ExplainFirmware;
import peyk.application.firmware.ImportReleases;
import peyk.application.firmware.OfferFirmware;
import peyk.application.firmware.PrepareRelease;
import peyk.application.intake.IntakeLimits;
import peyk.application.otp.DescribePhone;
import peyk.application.schedule.ControlSchedules;
import peyk.application.subscription.WatchSubscription;
import peyk.domain.ClientAddress;
import peyk.domain.Eventually;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.StorageUnavailableException;
import peyk.domain.command.CommandLines;
import peyk.domain.device.Imei;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.InMemoryFirmware;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.operator.AuditEntry;
import peyk.domain.operator.AuditTrail;
import peyk.domain.operator.Caller;
import peyk.domain.operator.InMemoryAuditTrail;
import peyk.domain.operator.OperatorRole;
import peyk.domain.operator.OperatorToken;
import peyk.domain.operator.OperatorTokens;
import peyk.domain.otp.InMemoryOtpChallengeRepository;
import peyk.domain.otp.InMemoryOtpPhoneRepository;
import peyk.domain.otp.InMemoryOtpRequestRepository;
import peyk.domain.otp.InMemorySmsAccountGateway;
import peyk.domain.otp.InMemoryTextHistory;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPhoneRepository;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.otp.TextHistory;
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.schedule.FiringRepository;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.text.LocalDates;
import peyk.domain.tracker.InMemoryKnownTrackers;
import peyk.domain.tracker.PlainJsonReader;

/** The admin API on a free port: the real routes and use cases, with all else in memory. */
public final class AdminWorld implements AutoCloseable {
  public static final Imei IMEI = new Imei("867717033890519");
  public static final String RELEASES = "/admin/firmware/releases";
  static final int LONGEST_PART = 1024 * 1024;
  static final long LOW_BALANCE = 50_000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public final MovableClock clock = new MovableClock();
  public final InMemoryFirmware firmware = new InMemoryFirmware(clock, new InMemoryJobs());
  public final InMemoryTextHistory texts = new InMemoryTextHistory();
  public final KnownSims sims = new KnownSims();
  final KnownSchedules schedules = new KnownSchedules(clock);
  public final AdminFleet fleet = new AdminFleet(clock, firmware, sims, LOW_BALANCE);
  public final InMemoryKnownTrackers trackers = new InMemoryKnownTrackers();
  public final HeardTraccar hearing = new HeardTraccar();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final InMemoryAuditTrail audit = new InMemoryAuditTrail(clock);
  final AdminPhones phones = new AdminPhones(clock);
  final AdminApi api;
  private final PeykServer server;
  public final InMemoryOtpChallengeRepository otpChallenges = new InMemoryOtpChallengeRepository();
  public final InMemoryOtpRequestRepository otpRequests =
      new InMemoryOtpRequestRepository(otpChallenges);
  private final OtpPhoneRepository otpPhones =
      new InMemoryOtpPhoneRepository(otpChallenges, otpRequests);
  public final InMemorySmsAccountGateway sms = new InMemorySmsAccountGateway();
  public final OtpPolicy otp =
      new OtpPolicy(
          new OtpLimits(List.of(OtpRateLimit.cooldown(Duration.ofSeconds(120))), 3, 3, 100),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));
  public final WatchSubscription subscription;
  public volatile List<HealthFact> health = List.of();
  private volatile RuntimeException storageFailure;
  private volatile RuntimeException auditFailure;
  private volatile RuntimeException auditEndFailure;

  /** What came back. */
  public record Reply(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    public JsonNode json() {
      try {
        return MAPPER.readTree(body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + body(), e);
      }
    }

    public JsonNode at(String field) {
      return json().path(field);
    }

    public String code() {
      return at("code").asText();
    }
  }

  public static AdminWorld open() {
    return new AdminWorld(local(LONGEST_PART), ServerLimits.DEFAULT, UnaryOperator.identity());
  }

  /** Without tokens. */
  static AdminConfig local(long longestPart) {
    return new AdminConfig(OperatorTokens.none(), true, longestPart);
  }

  public static AdminWorld withToken(String token) {
    return withTokens(new OperatorToken(new Caller("admin", OperatorRole.ADMINISTER), token));
  }

  public static AdminWorld withTokens(OperatorToken... tokens) {
    return new AdminWorld(
        new AdminConfig(new OperatorTokens(List.of(tokens)), false, LONGEST_PART),
        ServerLimits.DEFAULT,
        UnaryOperator.identity());
  }

  /**
   * @param parts what the parts are stored in, made from the usual
   */
  AdminWorld(AdminConfig admin, ServerLimits limits, UnaryOperator<PartRepository> parts) {
    var releases = stored(ReleaseRepository.class, firmware.releases());
    var decisions = stored(DecisionRepository.class, firmware.decisions());
    var offers = stored(OfferRepository.class, firmware.offers());
    var prepare = new PrepareRelease(releases, new LocalDates(ZoneId.of("Asia/Tehran")), clock);
    var content = stored(PartRepository.class, parts.apply(firmware.parts()));
    var steer = new ControlRelease(releases, firmware.catalog(), true);
    var explain =
        new ExplainFirmware(firmware.catalog(), decisions, offers, Firmware.SELECTOR, clock);
    var ofFirmware =
        List.<AdminRoutes>of(
            new ReleaseRoutes(releases, prepare, steer),
            new PartRoutes(releases, content, admin.longestPart()),
            new StandingRoutes(releases, steer),
            new StatisticsRoutes(releases, offers, firmware.downloads()),
            new DecisionRoutes(releases, decisions, explain),
            new ImportRoutes(
                new ImportReleases(releases, firmware.catalog(), new PlainJsonReader())));
    subscription =
        hearing.watch(
            stored(
                ProvisioningRepository.class,
                new InMemoryProvisioningRepository(new InMemoryJobs())),
            clock);
    var others =
        List.<AdminRoutes>of(
            new SimRoutes(fleet.balances(this::stored)),
            new SubscriptionRoutes(subscription),
            new ScheduleRoutes(
                new ControlSchedules(
                    schedules.configured(),
                    stored(ScheduleRepository.class, schedules.states()),
                    stored(FiringRepository.class, schedules.firings()),
                    clock)),
            phones.routes(this::stored));
    var routes = Stream.of(ofFirmware, others, fleet.routes(this::stored)).flatMap(List::stream);
    api = new AdminApi(routes.toList(), new FailingAudit());
    server =
        PeykServer.start(
            new HttpConfig(
                "127.0.0.1",
                0,
                "127.0.0.1",
                0,
                limits,
                TrustedProxies.none(),
                new CorsOrigins(List.of("*")),
                new ApiSecrets(List.of("a secret")),
                admin,
                Optional.empty()),
            List.of(),
            new TrackerUseCases(null, null, Optional.empty()),
            api,
            new ConsoleService(
                Stream.concat(
                        Stream.of(
                            new RolloutPages(releases, offers, decisions, steer),
                            new SchedulePages(
                                new ControlSchedules(
                                    schedules.configured(),
                                    stored(ScheduleRepository.class, schedules.states()),
                                    stored(FiringRepository.class, schedules.firings()),
                                    clock),
                                stored(CommandLines.class, fleet.changes.commands()),
                                new CancelCommand(fleet.changes.commands(), clock),
                                trackers),
                            new SignInPages(
                                new PhoneNumberParser(List.of("IR")),
                                new DescribePhone(otpPhones, otp, clock),
                                otpPhones),
                            new MoneyPage(
                                sms,
                                stored(TextHistory.class, texts),
                                fleet.balances(this::stored),
                                clock),
                            new TroublePage(
                                () -> health,
                                subscription,
                                stored(FailedJobRepository.class, fleet.failedJobs),
                                releases,
                                fleet.balances(this::stored),
                                trackers)),
                        fleet.console(this::stored, steer, explain).stream())
                    .toList(),
                admin,
                api.audit(),
                clock),
            List::of);
  }

  /** What a port is made of, unless the database is away. */
  interface Stored {
    <T> T stored(Class<T> port, T memory);
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

  /** From now on, whatever is asked of the database meets this. */
  public void failStorage(RuntimeException failure) {
    storageFailure = failure;
  }

  /** From now on no entry of the audit trail can be stored. */
  void failAudit(RuntimeException failure) {
    auditFailure = failure;
    auditEndFailure = failure;
  }

  /** From now on entries can be begun, and not completed. */
  void failAuditAfterBegin(RuntimeException failure) {
    auditEndFailure = failure;
  }

  /** The trail in memory, unless it is made to fail. */
  private final class FailingAudit implements AuditTrail {
    @Override
    public long begin(AskedChange change) {
      fail(storageFailure instanceof StorageUnavailableException ? storageFailure : auditFailure);
      return audit.begin(change);
    }

    @Override
    public void end(long entry, String what, String outcome) {
      fail(auditEndFailure);
      audit.end(entry, what, outcome);
    }

    @Override
    public List<AuditEntry> list(long before, int atMost) {
      fail(storageFailure);
      return audit.list(before, atMost);
    }

    private static void fail(RuntimeException failure) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** From now on Traccar cannot be asked. */
  public void loseTraccar() {
    fleet.devices.outage().begin();
    fleet.accounts.outage().begin();
  }

  public int port() {
    return server.adminPort();
  }

  public Reply get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Reply post(String path, String body, String... headers) {
    return send("POST", path, BodyPublishers.ofString(body), headers);
  }

  public Reply post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  public Reply put(String path, String body) {
    return send("PUT", path, BodyPublishers.ofString(body));
  }

  public Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public Reply send(String method, String path, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .timeout(Eventually.TIMEOUT)
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Reply(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The status line and all else that comes back, until the server closes the connection. */
  public String sendRaw(String request) {
    try (var socket = connect(request)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection on which this was sent. */
  Socket connect(String request) throws IOException {
    var socket = new Socket("127.0.0.1", port());
    socket.setSoTimeout(120_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /** A draft that takes parts. */
  public long draft(long version) {
    return create(version, "");
  }

  /** A draft at a link. */
  public long linked(long version) {
    return create(version, ",\"link\":\"" + Firmware.link(version) + "\"");
  }

  /** A release that all get. */
  public long active(long version) {
    var id = linked(version);
    post(RELEASES + "/" + id + "/activate");
    return id;
  }

  private long create(long version, String more) {
    return post(RELEASES, "{\"type\":7,\"revision\":2,\"version\":" + version + more + "}")
        .at("id")
        .asLong();
  }

  /** A tracker asks for firmware, and says which one it has. */
  public void ask(Imei imei, long version) {
    new OfferFirmware(
            firmware.catalog(),
            firmware.decisions(),
            Firmware.SELECTOR,
            IntakeLimits.none(),
            new InMemoryKnownTrackers(),
            clock)
        .offer(Firmware.check(imei, version), new ClientAddress("192.0.2.1"));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
