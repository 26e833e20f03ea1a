package peyk.adapters.http.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.ListenerSetup;
import peyk.adapters.http.PeykLog;
import peyk.adapters.http.PublicApi;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.server.ConnectionClose;
import peyk.adapters.http.server.OutcomeCounters;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;
import peyk.application.firmware.OfferFirmware;
import peyk.application.intake.IntakeLimit;
import peyk.application.intake.IntakeLimits;
import peyk.application.sim.RecordUssd;
import peyk.domain.InMemoryJobs;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.Imei;
import peyk.domain.firmware.DecisionRepository.Remembered;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.InMemoryFirmware;
import peyk.domain.firmware.LinkTemplate;
import peyk.domain.firmware.NewRelease;
import peyk.domain.firmware.Releases;
import peyk.domain.sim.UssdMessage;
import peyk.domain.sim.UssdMessageRepository;
import peyk.domain.tracker.InMemoryKnownTrackers;

class TrackerRoutesTest {
  private static final String IMEI = "867717033890519";
  private static final String OK = "{\"status\":\"ok\",\"message\":\"Data received\"}";
  private static final String LATER = "{\"status\":\"error\",\"message\":\"Try again later\"}";
  private static final String OFFER =
      "{\"result\":\"SUCCESS\",\"download\":\"ftp://user:pass@host/90/131081/2\",\"firmware\":131081,\"date\":\"2020-02-19"
          + " 12:56:13\"}";

  private final InMemoryFirmware firmware =
      new InMemoryFirmware(() -> Firmware.NOW, new InMemoryJobs());
  private final StoredMessages messages = new StoredMessages();
  private boolean storageIsAway;
  private final WebServer server = start();

  private WebServer start() {
    var limits =
        new IntakeLimits(
            new IntakeLimit(0, Duration.ofMinutes(1)), new IntakeLimit(5, Duration.ofHours(1)));
    var recordUssd =
        new RecordUssd(messages, limits, new InMemoryKnownTrackers(), () -> Firmware.NOW);
    var offerFirmware =
        new OfferFirmware(
            new SwitchedCatalog(),
            firmware.decisions(),
            Firmware.SELECTOR,
            limits,
            new InMemoryKnownTrackers(),
            () -> Firmware.NOW);
    var api =
        new TrackerUseCases(
            recordUssd,
            offerFirmware,
            Optional.of(new LinkTemplate("ftp://u:p@h/{type}/{version}/{revision}")));
    var outcomes = new OutcomeCounters(Metrics.createMeterRegistry());
    return WebServer.builder()
        .shutdownHook(false)
        .featuresDiscoverServices(false)
        .host("127.0.0.1")
        .port(0)
        .routing(
            HttpRouting.builder()
                .addFeature(new ConnectionClose())
                .register(new TrackerRoutes(api, TrustedProxies.none(), 64 * 1024, outcomes)))
        .update(listener ->
            new ListenerSetup(ServerLimits.DEFAULT, Metrics.createMeterRegistry())
                .forClients(listener, new CorsOrigins(List.of())))
        .build()
        .start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imei=867717033890519&data=CUSD",
        "imei=nonsense&data=",
        "",
        "data=%zz",
        "imei=&data=&x"
      })
  void whatever_a_tracker_passes_on_is_kept(String parameters) {
    var byQuery = ask("GET /qussd.php?" + parameters);
    var byForm = RawClient.ask(server.port(), RawClient.postOf("/qussd.php", bytes(parameters)));

    assertThat(List.of(byQuery.status(), byForm.status())).containsOnly(200);
    assertThat(List.of(byQuery.body(), byForm.body())).containsOnly(OK);
    assertThat(messages.stored).hasSize(2);
  }

  @Test
  void a_message_arrives_as_it_was_said() {
    RawClient.ask(
        server.port(),
        RawClient.postOf(
            "/qussd.php",
            bytes("{\"imei\":" + IMEI + ",\"data\":\"+CUSD: 0, \\\"موجودی\\\", 15\"}"),
            "Content-Type: text/plain"));

    assertThat(messages.stored.getFirst().imei()).isEqualTo(IMEI);
    assertThat(messages.stored.getFirst().data()).isEqualTo("+CUSD: 0, \"موجودی\", 15");
    assertThat(messages.stored.getFirst().from().value()).isEqualTo("127.0.0.1");
  }

  @Test
  void a_tracker_is_told_to_come_back_when_its_message_could_not_be_stored() {
    storageIsAway = true;

    var answer = ask("GET /qussd.php?imei=" + IMEI + "&data=x");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo(LATER);
    assertThat(answer.header("retry-after")).isPresent();
  }

  @Test
  void a_tracker_that_sends_too_much_is_told_to_come_back() {
    for (int i = 0; i < 5; i++) {
      assertThat(ask("GET /qussd.php?imei=" + IMEI + "&data=x").status()).isEqualTo(200);
    }

    assertThat(ask("GET /qussd.php?imei=" + IMEI + "&data=x").status()).isEqualTo(503);
    assertThat(messages.stored).hasSize(5);
  }

  @Test
  void a_long_message_counts_as_several_and_is_cut_off() {
    var data = "x".repeat(10_000);
    assertThat(ask("GET /qussd.php?imei=" + IMEI + "&data=" + data).status()).isEqualTo(200);
    assertThat(ask("GET /qussd.php?imei=" + IMEI + "&data=x").status()).isEqualTo(503);
    assertThat(messages.stored)
        .singleElement()
        .satisfies(one -> assertThat(one.data()).hasSize(8192));
  }

  @Test
  void a_tracker_that_asks_for_firmware_too_often_gets_no_decision() {
    var question = "GET /fota.php?imei=" + IMEI + "&sr=1&d=1&fw=1&rev=1";
    for (int i = 0; i < 5; i++) {
      assertThat(ask(question).status()).isEqualTo(400);
    }
    var refused = ask(question);
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.body()).contains("internal error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                           | no imei",
        "imei=&sr=1&d=90&fw=1&rev=2                   | no imei",
        "imei=867717033890518&sr=1&d=90&fw=1&rev=2    | invalid imei",
        "imei=86771703389051&sr=1&d=90&fw=1&rev=2     | invalid imei",
        "imei=8677170338905190&sr=1&d=90&fw=1&rev=2   | invalid imei",
        "imei=+867717033890519&sr=1&d=90&fw=1&rev=2   | invalid imei",
        "imei=867717033890519                         | no serial",
        "imei=867717033890519&sr=1                    | no device",
        "imei=867717033890519&sr=1&d=x                | no firmware version",
        "imei=867717033890519&sr=1&d=x&fw=x           | no revision",
        "imei=867717033890519&sr=1&d=x&fw=x&rev=x     | invalid device",
        "imei=867717033890519&sr=1&d=-90&fw=1&rev=2   | invalid device",
        "imei=867717033890519&sr=1&d=%2B90&fw=1&rev=2 | invalid device",
        "imei=867717033890519&sr=1&d=90&fw=1.0&rev=2  | invalid firmware version",
        "imei=867717033890519&sr=1&d=90&fw=9223372036854775808&rev=2 | invalid firmware version",
        "imei=867717033890519&sr=1&d=90&fw=1&rev=2+   | invalid revision",
        "imei=867717033890519&sr=1&d=90&fw=1&rev=2    | firmware not avaiable",
        "imei=867717033890519&sr=1&d=90&fw=9223372036854775807&rev=2 | firmware not avaiable",
      })
  void a_question_that_has_no_offer_is_refused_in_the_known_words(
      String parameters, String message) {
    var answer = ask("GET /fota.php?" + parameters);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"result\":\"Error\",\"message\":\"" + message + "\"}");
    assertThat(answer.header("content-type")).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imei=867717033890519&sr=1&d=90&fw=131080&rev=2",
        "imei=867717033890519&sr=1&d=90&fw=131080&rev=2&fw=131081&rev=x",
        "imei=867717033890519&sr=1&d=090&fw=0&rev=2",
        "imei=%DB%B8%DB%B6%DB%B7%DB%B7%DB%B1%DB%B7%DB%B0%DB%B3%DB%B3%DB%B8%DB%B9%DB%B0%DB%B5%DB%B1%DB%B9"
            + "&sr=1&d=%DB%B9%DB%B0&fw=%D9%A1&rev=2",
      })
  void newer_firmware_is_offered(String parameters) {
    firmware.releases().importAll(List.of(old(131_081)));

    var byQuery = ask("GET /fota.php?" + parameters);
    var byForm = RawClient.ask(server.port(), RawClient.postOf("/fota.php", bytes(parameters)));

    assertThat(List.of(byQuery.status(), byForm.status())).containsOnly(200);
    assertThat(List.of(byQuery.body(), byForm.body())).containsOnly(OFFER);
    assertThat(firmware.decisions().ofTracker(new Imei(IMEI), Long.MAX_VALUE, 10))
        .singleElement()
        .extracting(Remembered::times)
        .isEqualTo(2L);
  }

  @Test
  void of_several_newer_releases_the_highest_is_offered() {
    firmware.releases().importAll(List.of(old(131_079), old(131_081), old(131_080)));

    assertThat(ask("GET /fota.php?imei=" + IMEI + "&sr=1&d=90&fw=1&rev=2").body()).isEqualTo(OFFER);
  }

  @Test
  void an_answer_that_could_not_be_stored_is_not_given() {
    storageIsAway = true;
    firmware.releases().importAll(List.of(old(131_081)));

    var answer = ask("GET /fota.php?imei=" + IMEI + "&sr=1&d=90&fw=1&rev=2");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\"result\":\"ERROR\",\"message\":\"internal error\"}");
  }

  @Test
  void head_is_answered_without_a_body() {
    try (var client = new RawClient(server.port())) {
      client.send(RawClient.request("HEAD /fota.php?imei=", new byte[0]));

      assertThat(client.readHead().header("content-length")).contains("38");
      client.send(RawClient.request("GET /qussd.php", new byte[0]));
      assertThat(client.read().body()).isEqualTo(OK);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/qussd.php", "/fota.php"})
  void a_body_of_more_than_64_kibibytes_is_too_large(String path) {
    var longest = bytes("data=" + "x".repeat(64 * 1024 - 5));
    var tooLong = bytes("data=" + "x".repeat(64 * 1024 - 4));

    assertThat(RawClient.ask(server.port(), RawClient.postOf(path, longest)).status())
        .isNotEqualTo(413);
    for (var request :
        List.of(
            RawClient.postOf(path, tooLong),
            RawClient.chunked("POST " + path, tooLong, 1000),
            RawClient.chunked("POST " + path, tooLong, tooLong.length))) {
      var answer = RawClient.ask(server.port(), request);

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).contains("\"code\":\"too_large\"");
    }
    assertThat(messages.stored).hasSizeLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/qussd.php", "/fota.php"})
  void a_body_that_ends_too_early_is_refused_and_leaves_one_debug_line(String path) {
    try (var log = new PeykLog();
        var client = new RawClient(server.port())) {
      client
          .send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nimei=1")
          .endSending();

      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(log.lines()).containsExactly("DEBUG request cut short path=" + path);
    }
    assertThat(messages.stored).isEmpty();
  }

  @Test
  void a_line_break_that_is_counted_but_never_sent_is_not_missed() {
    try (var client = new RawClient(server.port())) {
      client
          .send("POST /qussd.php HTTP/1.0\r\nContent-Length: 15\r\n\r\nimei=1&data=x")
          .endSending();

      assertThat(client.read().body()).isEqualTo(OK);
      assertThat(messages.stored.getFirst().data()).isEqualTo("x");
    }
  }

  @Test
  void of_repeated_parameters_the_first_counts() {
    firmware.releases().importAll(List.of(old(131_081)));

    assertThat(ask("GET /fota.php?imei=" + IMEI + "&imei=1&sr=1&d=90&d=x&fw=1&rev=2").status())
        .isEqualTo(200);
    assertThat(ask("GET /fota.php?imei=&imei=" + IMEI + "&sr=1&d=90&fw=1&rev=2").body())
        .contains("no imei");
  }

  @Test
  void trackers_without_a_readable_imei_share_no_limit() {
    for (int i = 0; i < 20; i++) {
      assertThat(ask("GET /qussd.php?imei=nonsense&data=x").status()).isEqualTo(200);
    }
  }

  @Test
  void spellings_of_one_imei_share_a_limit() {
    for (int i = 0; i < 5; i++) {
      assertThat(ask("GET /qussd.php?imei=" + IMEI + "&data=x").status()).isEqualTo(200);
    }

    assertThat(ask("GET /qussd.php?imei=%2B" + IMEI + "&data=x").status()).isEqualTo(503);
  }

  @Test
  void other_methods_are_refused() {
    var answer = ask("PUT /qussd.php?imei=" + IMEI);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).contains("GET, HEAD, POST");
    assertThat(messages.stored).isEmpty();
  }

  private RawClient.Answer ask(String methodAndTarget) {
    var answer = RawClient.ask(server.port(), RawClient.request(methodAndTarget, new byte[0]));
    PublicApi.expectDescribed(methodAndTarget, answer);
    return answer;
  }

  private static NewRelease old(long version) {
    return new NewRelease(
        new Hardware(90, 2),
        version,
        "2020-02-19 12:56:13",
        "",
        Optional.of("ftp://user:pass@host/90/" + version + "/2"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Is out of reach with the storage. */
  private final class SwitchedCatalog implements FirmwareCatalog {
    @Override
    public Releases current() {
      if (storageIsAway) {
        throw new StorageUnavailableException("away", new Exception());
      }
      return firmware.catalog().current();
    }

    @Override
    public void refresh() {}
  }

  /** Remembers what was added. */
  private final class StoredMessages implements UssdMessageRepository {
    final List<UssdMessage> stored = new ArrayList<>();

    @Override
    public synchronized void add(UssdMessage message) {
      if (storageIsAway) {
        throw new StorageUnavailableException("away", new Exception());
      }
      stored.add(message);
    }

    @Override
    public List<Waiting> waiting(int partition, int atMost) {
      return List.of();
    }

    @Override
    public void settle(List<Settled> settled) {}
  }
}
