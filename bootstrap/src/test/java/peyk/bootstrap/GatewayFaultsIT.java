package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.ghasedak.GhasedakReply;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/**
 * An SMS gateway that fails in every way, beside one running service. Each phone learns what became
 * of its code, nobody pays for two texts, and whoever needs no text does not notice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayFaultsIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** In the small form so few that the circuit breaker stays closed. */
  private static final int PHONES = Endurance.size(5, 40);

  private static final int REQUESTS = Endurance.size(1, 10);
  private static final Duration SMS_TIMEOUT = Duration.ofMillis(Endurance.size(400, 5000));
  private static final int SAMPLES = Endurance.size(60, 1000);
  private static final String IMEI = "867717033890519";

  private Neighbourhood around;
  private RunningService service;
  private HttpClient others;
  private int phones;

  @BeforeAll
  void start() {
    DATABASE.clear(DATABASE.open());
    around = new Neighbourhood(DATABASE.config(), 1);
    others = HttpClient.newHttpClient();
    service =
        RunningService.start(
            around,
            Map.of(
                "SMS_TIMEOUT", SMS_TIMEOUT.toMillis() + "ms",
                "USSD_TRACKER_PER_HOUR", "0",
                "PROVISIONING_DELAY", "1h"));
    service.awaitReady();
    stage("a sound gateway", () -> {}, true);
    stage("a sound gateway", () -> {}, true);
  }

  @AfterEach
  void mend() {
    around.sms.comeBack();
    around.sms.latency(Duration.ZERO);
    around.sms.credit(1_000_000);
  }

  @AfterAll
  void stop() {
    service.close();
    others.close();
    around.close();
  }

  @Test
  void it_is_never_reached() {
    stage("never reached", around.sms::goDown, false);
  }

  @Test
  void it_takes_texts_and_answers_too_late() {
    stage("too late", () -> around.sms.latency(SMS_TIMEOUT.multipliedBy(3)), false);
  }

  @Test
  void it_is_slow() {
    stage("slow", () -> around.sms.latency(SMS_TIMEOUT.dividedBy(2)), true);
  }

  @Test
  void it_is_asked_too_often() {
    stage("HTTP 429", () -> answer(GhasedakReply.TOO_MANY_REQUESTS), false);
  }

  @Test
  void it_lacks_a_parameter_of_the_template() {
    stage("code 429", () -> answer(GhasedakReply.PARAMETER_NOT_FOUND), false);
  }

  @Test
  void the_credit_is_used_up() {
    stage("no credit", () -> around.sms.credit(0), false);
  }

  private void answer(GhasedakReply reply) {
    int times = PHONES * REQUESTS;
    around.sms.next(Collections.nCopies(times, reply).toArray(GhasedakReply[]::new));
  }

  /** What a phone was told, and what the gateway holds for it. */
  private final class Phone {
    private final String number = "0912444%04d".formatted(phones++);
    private final AtomicInteger successes = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    void ask() {
      var answer = around.post(service.port(), "/api/otprequest", "phone", number);
      if (answer.contains("\"success\":true")) {
        successes.incrementAndGet();
      } else {
        assertThat(answer).contains("\"code\":\"sms_failed\"");
        failures.incrementAndGet();
      }
    }

    List<String> codes() {
      return around.sms.messages().stream()
          .filter(message -> message.receptor().endsWith(number.substring(1)))
          .map(message -> message.input("param1"))
          .toList();
    }

    void assertCharged() {
      assertThat(codes().size())
          .as("texts to %s, told %s successes and %s failures", number, successes, failures)
          .isBetween(successes.get(), successes.get() + failures.get());
    }

    boolean getsCode() {
      int before = successes.get();
      ask();
      return successes.get() > before;
    }

    void signIn() {
      assertThat(
              around.post(
                  service.port(),
                  "/api/otpverify",
                  "phone",
                  number,
                  "sms_message",
                  codes().getLast()))
          .contains("\"token\"");
    }
  }

  /**
   * @param isServed whether phones get their codes all the same
   */
  private void stage(String fault, Runnable begin, boolean isServed) {
    var asking = IntStream.range(0, PHONES).mapToObj(_ -> new Phone()).toList();
    begin.run();
    var flood = asking.stream().map(phone -> later(() -> askAgainAndAgain(phone))).toList();
    var latencies = new ArrayList<Duration>();
    while (latencies.size() < SAMPLES || !flood.stream().allMatch(CompletableFuture::isDone)) {
      latencies.addAll(measure());
    }
    flood.forEach(CompletableFuture::join);
    print("others beside " + fault, latencies);
    assertThat(around.get(service.adminPort(), "/observe/health"))
        .contains("\"ready\":true", "{\"status\":\"UP\"");
    asking.forEach(Phone::assertCharged);
    var told = asking.stream().mapToInt(phone -> phone.successes.get()).sum();
    assertThat(told).as(fault).isEqualTo(isServed ? PHONES * REQUESTS : 0);

    mend();
    for (var phone : asking) {
      Eventually.until("codes are sent after " + fault, phone::getsCode);
      phone.assertCharged();
      phone.signIn();
    }
  }

  private static void askAgainAndAgain(Phone phone) {
    for (int i = 0; i < REQUESTS; i++) {
      phone.ask();
    }
  }

  private static CompletableFuture<Void> later(Runnable work) {
    return CompletableFuture.runAsync(work, Thread::startVirtualThread);
  }

  /** Each of them has to be answered. */
  private List<Duration> measure() {
    var user = around.administrator.id();
    return List.of(
        measure(request("/qussd.php").POST(BodyPublishers.ofString("imei=" + IMEI + "&data=x"))),
        measure(request("/fota.php?imei=" + IMEI + "&sr=1&d=95&fw=1&rev=1")),
        measure(
            request("/api/checkDeviceInfo")
                .POST(
                    BodyPublishers.ofString(
                        "{\"client_secret\":\"%s\",\"user\":\"%s\",\"imei\":\"%s\"}"
                            .formatted(
                                Neighbourhood.SECRET, user, around.fleet.tracker(0).imei())))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .timeout(Neighbourhood.PATIENCE);
  }

  private Duration measure(HttpRequest.Builder request) {
    var begun = System.nanoTime();
    try {
      var answer = others.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void print(String what, List<Duration> latencies) {
    var sorted = latencies.stream().sorted().toList();
    Figures.print(
        what,
        "median %d µs, p99 %d µs, of %d"
            .formatted(
                sorted.get(sorted.size() / 2).toNanos() / 1000,
                sorted.get(sorted.size() * 99 / 100).toNanos() / 1000,
                sorted.size()));
  }
}
