package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/**
 * Neither the work nor the time that a request costs tells whether a number has a user, or how much
 * of a guess is right. The work is counted. Times are compared in a random order, so that whatever
 * else the machine does delays both sides alike: {@code ./mvnw verify -Pendurance -pl bootstrap -am
 * -Dtest=none -Dit.test=TimingIT -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
class TimingIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int SAMPLES = Endurance.size(25, 1000);
  private static final int COUNTED = 10;
  private static final String ADMIN_TOKEN = "an-admin-token-of-the-test-0123456789";

  private StatementCounter counter;
  private Neighbourhood around;
  private Application peyk;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void clear() throws IOException {
    DATABASE.clear(DATABASE.open());
    counter = new StatementCounter(DATABASE.config());
  }

  private void start(PostgresConfig database) {
    around = new Neighbourhood(database, 0);
    peyk =
        around.start(
            Map.of(
                "ADMIN_TOKEN", ADMIN_TOKEN,
                "OTP_LIFETIME", "10m",
                "OTP_ADDRESS_WRONG_CODES_PER_HOUR", "0",
                "OTP_SERVICE_WRONG_CODES_PER_MINUTE", "0"));
    for (int i = 0; i < Math.max(SAMPLES, COUNTED); i++) {
      around.traccar.addUser(user(i), "a password");
    }
  }

  @AfterEach
  void stop() {
    around.close();
    counter.close();
    http.close();
  }

  private static String user(int number) {
    return "0912%07d".formatted(1_000_000 + number);
  }

  private static String nobody(int number) {
    return "0912%07d".formatted(2_000_000 + number);
  }

  // The work

  /** What a request had others do. */
  private record Work(long statements, int callsOfTraccar, int texts) {
    Work minus(Work before) {
      return new Work(
          statements - before.statements,
          callsOfTraccar - before.callsOfTraccar,
          texts - before.texts);
    }

    Work least(Work other) {
      return new Work(
          Math.min(statements, other.statements),
          Math.min(callsOfTraccar, other.callsOfTraccar),
          Math.min(texts, other.texts));
    }
  }

  @Test
  void a_number_with_a_user_costs_the_work_of_one_without() {
    start(counter.config());
    awaitNoWork(() -> admin("no token at all"));
    var request = work(i -> request(user(i)));
    assertThat(request.texts()).isEqualTo(1);
    assertThat(request.callsOfTraccar()).isZero();
    assertThat(request.statements()).isPositive();
    assertThat(work(i -> request(nobody(i)))).isEqualTo(request);

    var wrong = work(i -> verify(user(i), otherThan(codeOf(user(i)))));
    assertThat(wrong.callsOfTraccar()).isZero();
    assertThat(wrong.statements()).isPositive();
    assertThat(work(i -> verify(nobody(i), otherThan(codeOf(nobody(i)))))).isEqualTo(wrong);
  }

  @Test
  void a_wrong_secret_costs_no_work_whatever_it_is_and_whoever_is_asked_for() {
    start(counter.config());
    for (var secret : List.of("x", Neighbourhood.SECRET + "x", "older-secre")) {
      for (var phone : List.of(user(0), nobody(0))) {
        awaitNoWork(() -> post("/api/otprequest", secret, phone, "1234"));
        awaitNoWork(() -> post("/api/otpverify", secret, phone, "1234"));
      }
    }
    awaitNoWork(() -> admin("no token at all"));
  }

  /** If a request caused work, no number of them would ever be without. */
  private void awaitNoWork(Runnable request) {
    Eventually.until(
        "some such requests cost nothing",
        () -> {
          var before = done();
          IntStream.range(0, COUNTED).forEach(_ -> request.run());
          return done().equals(before);
        });
  }

  /** The least that one of some requests cost: now and then the service works for itself. */
  private Work work(IntConsumer request) {
    var least = new Work(Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    for (int i = 0; i < COUNTED; i++) {
      var before = done();
      request.accept(i);
      least = least.least(done().minus(before));
    }
    return least;
  }

  private Work done() {
    var calls = around.traccar.requests();
    return new Work(
        counter.statements(),
        calls.count("GET", "/api/users")
            + calls.count("POST", "/api/users")
            + calls.count("POST", "/api/session"),
        around.sms.messages().size());
  }

  // The time

  @Test
  void the_time_does_not_tell_a_user_from_nobody_or_a_close_guess_from_a_far_one() {
    start(DATABASE.config());
    compare(
        "code request: number with a user / without",
        i -> request(user(i)),
        i -> request(nobody(i)));
    var users = codes(TimingIT::user);
    var nobodies = codes(TimingIT::nobody);
    compare(
        "wrong code: number with a user / without",
        i -> verify(user(i), otherThan(users.get(i))),
        i -> verify(nobody(i), otherThan(nobodies.get(i))));
    compare(
        "wrong code: all digits but the last are right / none",
        i -> verify(user(i), close(users.get(i))),
        i -> verify(nobody(i), otherThan(nobodies.get(i))));
    compare(
        "client secret: all but the last letter is right / nothing",
        i -> post("/api/otprequest", "app-secreX", user(i), ""),
        i -> post("/api/otprequest", "XXXXXXXXXX", user(i), ""));
    compare(
        "admin token: all but the last letter is right / nothing",
        i -> admin(ADMIN_TOKEN.substring(0, ADMIN_TOKEN.length() - 1) + "X"),
        i -> admin("X".repeat(ADMIN_TOKEN.length())));
  }

  /**
   * The chance that a request of one side takes longer than one of the other (Mann and Whitney's U,
   * divided by the number of pairs) is a half. If nothing but chance is at work, it strays from
   * that by more than six times its standard deviation in one run of 500 million.
   */
  private static void compare(String what, IntConsumer one, IntConsumer other) {
    var random = new SplittableRandom(1);
    var ones = new ArrayList<Long>();
    var others = new ArrayList<Long>();
    while (ones.size() < SAMPLES || others.size() < SAMPLES) {
      var left = SAMPLES - ones.size();
      if (random.nextInt(left + SAMPLES - others.size()) < left) {
        ones.add(nanos(one, ones.size()));
      } else {
        others.add(nanos(other, others.size()));
      }
    }
    double chance = chanceOfLonger(sorted(ones), sorted(others));
    double deviation = Math.sqrt((2.0 * SAMPLES + 1) / 12) / SAMPLES;
    System.out.printf(
        "figure: %s: %d times each, medians %.3f and %.3f ms, chance that the first is longer"
            + " %.3f, standard deviation %.3f%n",
        what, SAMPLES, median(ones), median(others), chance, deviation);
    assertThat(Math.abs(chance - 0.5)).as(what).isLessThan(6 * deviation);
  }

  private static long nanos(IntConsumer request, int number) {
    long begun = System.nanoTime();
    request.accept(number);
    return System.nanoTime() - begun;
  }

  private static long[] sorted(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private static double median(List<Long> times) {
    var sorted = sorted(times);
    return sorted[sorted.length / 2] / 1e6;
  }

  private static double chanceOfLonger(long[] ones, long[] others) {
    double longer = 0;
    for (var time : ones) {
      int at = Arrays.binarySearch(others, time);
      longer += at < 0 ? -at - 1 : at + 0.5;
    }
    return longer / ones.length / others.length;
  }

  // The requests

  private List<String> codes(IntFunction<String> phones) {
    var codes = new ArrayList<String>();
    for (int i = 0; i < SAMPLES; i++) {
      codes.add(codeOf(phones.apply(i)));
    }
    return codes;
  }

  private String codeOf(String phone) {
    return around.sms.awaitMessage(phone, Eventually.TIMEOUT).input("param1");
  }

  private static String otherThan(String code) {
    var text = new StringBuilder();
    code.chars().forEach(digit -> text.append((char) ('0' + (digit - '0' + 5) % 10)));
    return text.toString();
  }

  private static String close(String code) {
    int last = code.length() - 1;
    return code.substring(0, last) + (char) ('0' + (code.charAt(last) - '0' + 5) % 10);
  }

  private String request(String phone) {
    return post("/api/otprequest", Neighbourhood.SECRET, phone, "");
  }

  private String verify(String phone, String code) {
    var answer = post("/api/otpverify", Neighbourhood.SECRET, phone, code);
    assertThat(answer).contains("otp_invalid");
    return answer;
  }

  private String post(String path, String secret, String phone, String code) {
    var body =
        "{\"client_secret\":\"%s\",\"phone\":\"%s\",\"sms_message\":\"%s\"}"
            .formatted(secret, phone, code);
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + peyk.port() + path))
            .POST(BodyPublishers.ofString(body)));
  }

  private String admin(String token) {
    return send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + peyk.adminPort() + "/admin/schedules"))
            .header("Authorization", "Bearer " + token));
  }

  private String send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(Eventually.TIMEOUT).build(), BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
