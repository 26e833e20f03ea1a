package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/** A service that is asked for far more than it can do, and by clients who mean harm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int HELD = Endurance.size(500, 4000);
  private static final Duration CALM = Duration.ofMillis(Endurance.size(500, 4000));
  private static final Duration HOLDING = Duration.ofSeconds(Endurance.size(1, 30));
  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final int CLIENTS = Endurance.size(300, 2000);
  private static final Duration FLOOD = Duration.ofSeconds(Endurance.size(2, 30));
  private static final String IMEI = "867717033890519";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** The heap has 256 MB; threads, code and buffers come on top. */
  private static final long MOST_MEMORY = 700L * 1024 * 1024;

  private Neighbourhood around;
  private RunningService service;

  @BeforeAll
  void start() {
    DATABASE.clear(DATABASE.open());
    around = new Neighbourhood(DATABASE.config(), 0);
    service = RunningService.start(around, Map.of("JAVA_OPTS", "", "USSD_TRACKER_PER_HOUR", "0"));
    service.awaitReady();
  }

  @AfterAll
  void stop() {
    service.close();
    around.close();
  }

  /** The connections all come, and are held, while others ask evenly from 127.0.0.1. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.2", "127.0.0.1"})
  void one_client_that_holds_connections_does_not_stop_others(String address)
      throws InterruptedException {
    try (var kept = HttpClient.newHttpClient()) {
      evenly(kept, CALM);
      print("latency before", evenly(kept, CALM));
      try (var held = new HostileConnections(address, service.port())) {
        var opening = Thread.ofPlatform().start(() -> held.open(HELD));
        print("latency meanwhile", evenly(kept, HOLDING));
        opening.join();
        Figures.print("held connections", HELD + " of " + address);
      }
    }
    assertThat(service.residentBytes()).isLessThan(MOST_MEMORY);
    assertThat(service.isAlive()).isTrue();
    Figures.print("resident MiB", service.residentBytes() >> 20);
  }

  /**
   * One each 10 ms, each second one on a connection of its own; each has to be answered. Nobody
   * waits for those before, so a standstill is seen by all who come meanwhile.
   */
  private List<Duration> evenly(HttpClient kept, Duration time) throws InterruptedException {
    var asked = new ArrayList<FutureTask<Duration>>();
    var begun = System.nanoTime();
    for (var due = Duration.ZERO; due.compareTo(time) < 0; due = due.plus(PERIOD)) {
      LockSupport.parkNanos(begun + due.toNanos() - System.nanoTime());
      int number = asked.size();
      long since = begun + due.toNanos();
      var one =
          new FutureTask<>(() -> {
            int status = number % 2 == 0 ? ask(kept, number) : askAnew(number);
            assertThat(status).isEqualTo(200);
            return Duration.ofNanos(System.nanoTime() - since);
          });
      asked.add(one);
      Thread.startVirtualThread(one);
    }
    var latencies = new ArrayList<Duration>();
    for (var one : asked) {
      latencies.add(get(one));
    }
    return latencies;
  }

  private static Duration get(FutureTask<Duration> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private int askAnew(int number) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      var request = "GET /qussd.php?imei=%s&data=%d HTTP/1.0\r\n\r\n".formatted(IMEI, number);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int ask(HttpClient http, int number) {
    try {
      return http.send(ussd(number), BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpRequest ussd(int number) {
    return request("/qussd.php", "imei=" + IMEI + "&data=Etebar:" + number + "Rial");
  }

  private HttpRequest request(String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .timeout(TIMEOUT)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static void print(String what, List<Duration> latencies) {
    print(what + ", kept connections", latencies, 0);
    print(what + ", new connections", latencies, 1);
  }

  private static void print(String what, List<Duration> latencies, int first) {
    var sorted =
        IntStream.range(0, latencies.size())
            .filter(i -> i % 2 == first)
            .mapToObj(latencies::get)
            .sorted()
            .toList();
    Figures.print(
        what,
        "median %d ms, p99 %d ms, worst %d ms, of %d"
            .formatted(
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() * 99 / 100).toMillis(),
                sorted.getLast().toMillis(),
                sorted.size()));
  }

  /** Far more clients than it has threads, connections to Postgres or places in its queues. */
  @Test
  void in_a_flood_each_request_is_answered_or_refused_and_afterwards_all_are_served()
      throws InterruptedException {
    var answers = new Answers();
    var broken = new AtomicInteger();
    var end = System.nanoTime() + FLOOD.toNanos();
    try (var http = HttpClient.newHttpClient()) {
      var clients = new ArrayList<Thread>();
      for (int client = 0; client < CLIENTS; client++) {
        int first = client * 10_000;
        clients.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = first; System.nanoTime() < end; i++) {
                    flood(http, i, answers, broken);
                  }
                }));
      }
      long most = 0;
      while (System.nanoTime() < end) {
        most = Math.max(most, service.residentBytes());
        service.isReady();
      }
      for (var client : clients) {
        client.join();
      }
      Figures.print("answers in the flood", answers + ", without an answer " + broken);
      Figures.print("resident MiB at most", most >> 20);
      assertThat(most).isLessThan(MOST_MEMORY);
      var over = System.nanoTime();
      Eventually.until("all are served", () -> served(http));
      Figures.since("all are served after", over);
    }
    assertThat(answers.bad()).isEmpty();
    assertThat(answers.with(200)).isPositive();
    assertThat(broken).hasValue(0);
  }

  private void flood(HttpClient http, int number, Answers answers, AtomicInteger broken) {
    var request =
        number % 2 == 0
            ? ussd(number)
            : request(
                "/api/otprequest",
                "{\"client_secret\":\"%s\",\"phone\":\"0912%07d\"}"
                    .formatted(Neighbourhood.SECRET, number));
    try {
      answers.count(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      broken.incrementAndGet();
      System.out.println(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean served(HttpClient http) {
    return service.isReady() && IntStream.range(0, 20).allMatch(i -> ask(http, i) == 200);
  }
}
