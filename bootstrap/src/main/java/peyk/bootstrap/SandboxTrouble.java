package peyk.bootstrap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.domain.ClientAddress;
import peyk.domain.otp.TextCount;
import peyk.domain.otp.TextHistory;
import peyk.domain.sim.UssdMessage;
import peyk.domain.sim.UssdMessageRepository;

/**
 * Something wrong in the sandbox, for the console to show: SIMs run dry, a rollout has paused,
 * another has not reached a tracker, a phone is locked by wrong codes, and Traccar refuses what is
 * written to two trackers. All of it goes through the service's own interfaces, but for balances
 * and texts of the past.
 */
record SandboxTrouble(
    URI service,
    URI admin,
    Optional<String> adminToken,
    String secret,
    HttpClient http,
    UssdMessageRepository messages) {
  static final int TRACKERS = 5;

  /** The number of a tracker that Traccar refuses to write. */
  private static final int REFUSED = 3;

  /** The number of a tracker that Traccar fails to write. */
  private static final int FAILING = 4;

  static final Map<String, Integer> UNWRITABLE =
      Map.of(SimulatedFleet.imei(REFUSED), 400, SimulatedFleet.imei(FAILING), 500);

  private static final int GUESSES = 5;

  /** Low, so that a visitor soon sees a job that was parked and a phone that is locked. */
  static final Map<String, String> LIMITS =
      Map.of("JOBS_TRIES", "3", "OTP_ATTEMPTS_PER_DAY", Integer.toString(GUESSES));

  static final String LOCKED_PHONE = "09120000000";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ClientAddress MODEM = new ClientAddress("127.0.0.1");
  private static final int TEXTED_HOURS = 30 * 24;
  private static final int TEXT_PRICE = 840;
  private static final int DAYS = 14;
  private static final String RELEASE =
      "{\"type\":95,\"revision\":%s,\"version\":%s,\"link\":\"http://127.0.0.1/app\",\"rollout\":{\"stages\":[%s]}}";

  /** The balance with which a tracker's modem begins, by the tracker's number. */
  static long balance(int tracker) {
    return switch (tracker) {
      case 1 -> 9_000;
      case 2 -> 42_000;
      default -> 150_918;
    };
  }

  /**
   * @param imeis of the trackers, at least {@link #TRACKERS}
   */
  void make(List<String> imeis, Instant now) throws IOException, InterruptedException {
    spend(imeis.get(1), balance(1), 6_000, now);
    spend(imeis.get(2), balance(2), 2_500, now);
    spend(imeis.get(REFUSED), balance(REFUSED), 500, now);
    spend(imeis.get(FAILING), balance(FAILING), 500, now);
    release(2, 131_083, "{\"percent\":1},{\"percent\":50},{\"percent\":100}");
    release(3, 131_090, "{\"percent\":100}");
    for (var imei : imeis.subList(0, REFUSED)) {
      check(imei, 2);
    }
    check(imeis.get(REFUSED), 3);
    post(admin.resolve("/admin/firmware/releases/2/pause"), "");
    lock();
  }

  /** Texts of the past weeks: more by day than by night, and one bad evening. */
  static void text(TextHistory texts, Instant now) {
    var hours = new HashMap<Instant, TextCount>();
    for (int ago = 1; ago < TEXTED_HOURS; ago++) {
      var hour = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(ago));
      int sent = 4 + hour.atOffset(ZoneOffset.UTC).getHour() % 12 * 3 + ago / 24 % 7 * 2;
      int ill = ago >= 20 && ago < 24 ? sent / 2 : ago % 11 == 0 ? 1 : 0;
      hours.put(hour, new TextCount(sent, ill, ill / 2, (long) sent * TEXT_PRICE));
    }
    texts.add(hours);
  }

  private void spend(String imei, long rest, long perDay, Instant now) {
    for (int day = DAYS; day > 0; day--) {
      var text = "+CUSD: 0, \"Etebar:%,dRial\", 15".formatted(rest + day * perDay);
      messages.add(new UssdMessage(imei, text, MODEM, now.minus(Duration.ofDays(day))));
    }
  }

  private void release(int revision, long version, String stages)
      throws IOException, InterruptedException {
    var releases = admin.resolve("/admin/firmware/releases");
    var id =
        post(releases, RELEASE.formatted(revision, version, stages))
            .replaceAll("(?s).*?\"id\":(\\d+).*", "$1");
    post(URI.create(releases + "/" + id + "/activate"), "");
  }

  private void check(String imei, int revision) throws IOException, InterruptedException {
    var query = "/fota.php?imei=%s&sr=1&d=95&fw=131081&rev=%s".formatted(imei, revision);
    send(HttpRequest.newBuilder(service.resolve(query)).GET());
  }

  private void lock() throws IOException, InterruptedException {
    var phone = "{\"client_secret\":\"" + secret + "\",\"phone\":\"" + LOCKED_PHONE + "\"";
    post(service.resolve("/api/otprequest"), phone + "}");
    for (int i = 0; i < GUESSES; i++) {
      var code = ",\"sms_message\":\"000" + i + "\"}";
      post(service.resolve("/api/otpverify"), phone + code);
    }
  }

  private String post(URI uri, String json) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(json));
    adminToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return send(request);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString()).body();
  }
}
