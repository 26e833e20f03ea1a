package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Endurance;
import peyk.domain.Eventually;
import peyk.domain.device.Imeis;

/**
 * A fleet of trackers that asks the whole service over HTTP, on two replicas, and an operator who
 * uses the admin API.
 */
class StagedRolloutIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int FLEET = Endurance.size(1_000, 10_000);
  private static final int AT_ONCE = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String STAGES =
      """
      {"stages": [{"percent": 1, "gate": {"trackers": %1$d, "percent": 70}},
                  {"percent": 10, "gate": {"trackers": %2$d, "percent": 70}},
                  {"percent": 50, "gate": {"trackers": %2$d, "percent": 70}},
                  {"percent": 100}],
       "stage": 0,
       "brake": {"offers": 3, "trackers": 5, "percent": 10}}\
      """
          .formatted(FLEET / 500, FLEET / 100);

  private final HttpClient http = HttpClient.newHttpClient();
  private final boolean[] updated = new boolean[FLEET];
  private Neighbourhood neighbourhood;
  private List<Application> replicas;

  @BeforeEach
  void start() throws IOException {
    // without any device in Traccar, every tracker counts
    neighbourhood = new Neighbourhood(DATABASE.config(), 0);
    replicas = List.of(replica(), replica());
  }

  private Application replica() throws IOException {
    return neighbourhood.start(
        Map.of(
            "FIRMWARE_FIRST_WAIT", "0",
            "FIRMWARE_LONGEST_WAIT", "0",
            "FTP_ENABLED", "true",
            "FTP_HOST", "127.0.0.1",
            "FTP_PUBLIC_HOST", "127.0.0.1",
            "FTP_PORT", Integer.toString(freePort()),
            "FTP_PASSIVE_PORTS", "0",
            "FTP_USER", "tracker",
            "FTP_PASSWORD", "secret"));
  }

  @AfterEach
  void stop() {
    neighbourhood.close();
    http.close();
  }

  @Test
  void a_rollout_without_failures_reaches_every_tracker() throws Exception {
    var release = release(1);

    askUntil(() -> all(updated), 0, 1);
    askAll(0, 1);

    assertThat(state(release)).contains("\"state\":\"active\"").contains("\"stage\":3");
    assertThat(get("/admin/firmware/releases/" + release + "/statistics"))
        .contains("\"offered\":" + FLEET)
        .contains("\"seen\":" + FLEET);
  }

  @Test
  void a_rollout_in_which_a_fifth_of_the_downloads_fails_pauses_and_is_offered_no_more()
      throws Exception {
    var release = release(2);

    askUntil(() -> state(release).contains("\"state\":\"paused\""), 20, 2);

    // The other replica may offer it until it has read the pause.
    Eventually.until("nobody is offered it any more", () -> askAll(20, 2) == 0);
    assertThat(askAll(20, 2)).as("offers after the pause").isZero();
    assertThat(updated).contains(false);
    assertThat(state(release)).contains("still report an older version");
  }

  /** All trackers ask, again and again, until something has come to pass. */
  private void askUntil(Callable<Boolean> condition, int failingPercent, int revision)
      throws Exception {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("it took too long").isLessThan(deadline);
      askAll(failingPercent, revision);
    }
  }

  /** Every tracker asks once; who gets an offer runs the new version then, unless it fails. */
  private int askAll(int failingPercent, int revision) {
    try (var trackers = Executors.newFixedThreadPool(AT_ONCE)) {
      var asked =
          IntStream.range(0, AT_ONCE)
              .mapToObj(share -> trackers.submit(() -> askShare(share, failingPercent, revision)))
              .toList();
      int offers = 0;
      for (var share : asked) {
        offers += share.get();
      }
      return offers;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the trackers could not ask", e);
    }
  }

  private int askShare(int share, int failingPercent, int revision) throws Exception {
    int offers = 0;
    for (int i = share; i < FLEET; i += AT_ONCE) {
      var offered = ask(i, revision).contains("SUCCESS");
      offers += offered ? 1 : 0;
      updated[i] |= offered && i % 100 >= failingPercent;
    }
    return offers;
  }

  private String ask(int tracker, int revision) throws Exception {
    var port = replicas.get(tracker % replicas.size()).port();
    return send(
        HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:%d/fota.php?imei=%s&sr=%d&d=95&fw=%d&rev=%d"
                    .formatted(
                        port,
                        Imeis.checked(tracker).digits(),
                        tracker,
                        updated[tracker] ? 2 : 1,
                        revision))));
  }

  private String release(int revision) throws Exception {
    var created =
        post(
            "/admin/firmware/releases",
            "{\"type\":95,\"revision\":" + revision + ",\"version\":2}");
    var id = created.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1");
    put("/admin/firmware/releases/" + id + "/parts/app.001", "the firmware");
    put("/admin/firmware/releases/" + id + "/rollout", STAGES);
    assertThat(post("/admin/firmware/releases/" + id + "/activate", ""))
        .contains("\"state\":\"active\"");
    return id;
  }

  private String state(String release) throws Exception {
    return get("/admin/firmware/releases/" + release);
  }

  private String get(String path) throws Exception {
    return send(HttpRequest.newBuilder(admin(path)));
  }

  private String post(String path, String json) throws Exception {
    return send(HttpRequest.newBuilder(admin(path)).POST(BodyPublishers.ofString(json)));
  }

  private String put(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder(admin(path)).PUT(BodyPublishers.ofString(body)));
  }

  private URI admin(String path) {
    return URI.create("http://127.0.0.1:" + replicas.getFirst().adminPort() + path);
  }

  private String send(HttpRequest.Builder request) throws Exception {
    return http.send(request.timeout(Eventually.TIMEOUT).build(), BodyHandlers.ofString()).body();
  }

  private static boolean all(boolean[] values) {
    return Arrays.equals(values, filled());
  }

  private static boolean[] filled() {
    var all = new boolean[FLEET];
    Arrays.fill(all, true);
    return all;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
