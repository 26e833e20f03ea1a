package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak.Message;
import peyk.adapters.sandbox.trackers.SimulatedTracker;

/**
 * Apps and trackers that use a service on all paths, whether it runs or not, and remember what it
 * acknowledged.
 */
final class BusyClients implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final Neighbourhood around;
  private final URI service;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  /** The token that a phone was given last. */
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  /** How often each code of each phone was accepted, and how many texts were asked for. */
  private final Map<String, AtomicInteger> accepted = new ConcurrentHashMap<>();

  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  /** The phone of each tracker whose registration was acknowledged. */
  private final Map<String, String> registered = new ConcurrentHashMap<>();

  private final ConcurrentLinkedQueue<String> ussd = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> decisions = new ConcurrentHashMap<>();
  private final Answers answers = new Answers();

  BusyClients(Neighbourhood around, int port) {
    this.around = around;
    this.service = URI.create("http://127.0.0.1:" + port);
  }

  /** One phone for some trackers: it signs in, registers them one by one, and signs in again. */
  void phone(String phone, List<SimulatedTracker> trackers) {
    run(() -> {
      var next = trackers.iterator();
      while (!stopped) {
        signIn(phone);
        if (tokens.containsKey(phone) && next.hasNext()) {
          register(phone, next.next().imei());
        }
      }
    });
  }

  /** A tracker that reports balances and asks for firmware. */
  void tracker(String imei) {
    run(() -> {
      for (int i = 0; !stopped; i++) {
        var text = "%s says %d".formatted(imei, i);
        var form = "imei=" + imei + "&data=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        if (send(request("/qussd.php").POST(BodyPublishers.ofString(form))).isPresent()) {
          ussd.add(text);
        }
        var question = "/fota.php?imei=%s&sr=1&d=95&fw=1&rev=1".formatted(imei);
        send(request(question)).ifPresent(_ -> count(decisions, imei));
      }
    });
  }

  private void run(Runnable work) {
    threads.add(Thread.ofVirtual().start(work));
  }

  /**
   * A code is tried until it is known what became of it, and once more. Each text has a code of its
   * own, because the last one was used or given up.
   */
  private void signIn(String phone) {
    int texts = texts(phone);
    count(asked, phone);
    if (post("/api/otprequest", "phone", phone).isEmpty() || texts(phone) <= texts) {
      return;
    }
    var message = around.sms.messages().stream().filter(one -> isTo(one, phone)).toList().getLast();
    var code = message.input("param1");
    for (int i = 0; i < 2; i++) {
      post("/api/otpverify", "phone", phone, "sms_message", code)
          .map(TOKEN::matcher)
          .filter(Matcher::find)
          .ifPresent(token -> {
            tokens.put(phone, token.group(1));
            count(accepted, phone + " " + message.clientReferenceId());
          });
    }
  }

  private int texts(String phone) {
    return (int) around.sms.messages().stream().filter(one -> isTo(one, phone)).count();
  }

  private static boolean isTo(Message message, String phone) {
    return message.receptor().endsWith(phone.substring(1));
  }

  private void register(String phone, String imei) {
    while (!stopped && !registered.containsKey(imei)) {
      post("/api/device", "user", phone, "imei", imei)
          .filter(body ->
              body.contains("device command sent") || body.contains("device already registered"))
          .ifPresent(_ -> registered.put(imei, phone));
    }
  }

  /** The body of the answer, unless the service could not do its work. */
  private Optional<String> post(String path, String... fields) {
    var json = new StringBuilder("{\"client_secret\":\"" + Neighbourhood.SECRET + "\"");
    for (int i = 0; i < fields.length; i += 2) {
      json.append(",\"%s\":\"%s\"".formatted(fields[i], fields[i + 1]));
    }
    return send(request(path).POST(BodyPublishers.ofString(json + "}")));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.resolve(path)).timeout(TIMEOUT);
  }

  private Optional<String> send(HttpRequest.Builder request) {
    LockSupport.parkNanos(PAUSE.toNanos());
    try {
      return Optional.of(answers.count(http.send(request.build(), BodyHandlers.ofString())))
          .filter(answer -> answer.statusCode() < 500)
          .map(HttpResponse::body);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void count(Map<String, AtomicInteger> counts, String what) {
    counts.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
  }

  /** What the service answered until now. */
  Answers answers() {
    return answers;
  }

  /** Whether each path has acknowledged something by now. */
  boolean haveBegun() {
    return !tokens.isEmpty() && !registered.isEmpty() && !ussd.isEmpty() && !decisions.isEmpty();
  }

  /** How many registrations were acknowledged by now. */
  int registrations() {
    return registered.size();
  }

  /** The texts that trackers sent and that were acknowledged by now. */
  Set<String> ussdMessages() {
    return Set.copyOf(ussd);
  }

  void stop() throws InterruptedException {
    stopped = true;
    for (var thread : threads) {
      thread.join();
    }
  }

  /** Compares what was acknowledged with what is stored and what the neighbours hold. */
  void assertKept(Jdbi database) {
    assertThat(accepted).as("codes").allSatisfy((code, times) -> assertThat(times).hasValue(1));
    assertThat(asked)
        .as("requests of a phone, of which each has one text at most")
        .allSatisfy((phone, times) -> assertThat(texts(phone)).isLessThanOrEqualTo(times.get()));
    tokens.forEach((phone, token) -> assertThat(userOf(token)).contains("\"" + phone + "\""));
    registered.forEach((imei, phone) -> {
      var user = around.idOf(phone);
      assertThat(around.attributeOf(imei, "assignee")).isEqualTo(String.valueOf(user));
      // Two processes may link our own user at the same moment, which is harmless.
      assertThat(around.traccar.linksOf(around.traccar.device(imei).orElseThrow().id()))
          .contains(user)
          .filteredOn(linked -> linked != around.administrator.id())
          .doesNotHaveDuplicates();
    });
    var acknowledged = ussdMessages();
    var stored = new HashSet<>(texts(database, "SELECT DISTINCT data FROM ussd_message"));
    assertThat(stored).containsAll(acknowledged);
    decisions.forEach((imei, times) -> {
      int checks = times.get(); // before the rows are read, since clients may go on
      assertThat(
              texts(
                  database,
                  "SELECT n FROM firmware_decision, generate_series(1, times) AS n WHERE imei = '"
                      + imei
                      + "'"))
          .hasSizeGreaterThanOrEqualTo(checks);
    });
  }

  private String userOf(String token) {
    return send(HttpRequest.newBuilder(
            URI.create(around.traccar.uri() + "/api/session?token=" + token)))
        .orElse("not accepted by Traccar");
  }

  /** The trackers whose registration is not complete: they lack a name, or share one. */
  long unnamed() {
    var names =
        registered.entrySet().stream()
            .map(one -> one.getValue() + " " + around.nameOf(one.getKey()))
            .filter(name -> name.contains("خودرو"))
            .distinct()
            .count();
    return registered.size() - names;
  }

  private static List<String> texts(Jdbi database, String sql) {
    return database.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  @Override
  public void close() {
    stopped = true;
    http.shutdownNow();
  }
}
