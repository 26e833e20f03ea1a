package peyk.adapters.http.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerHeadNormalizerTest {
  private static final List<String> HEADS =
      List.of(
          "GET /qussd.php?imei=1&msg=*140# HTTP/1.0\n\n",
          "POST //fota.php HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 12\r\n\r\n",
          "GET /q.php HTTP/1.1\r\n\r\n",
          "GET http://x//q.php?a=%zz&b=\u00d8\u00a7|\"{} HTTP/1.1\r\nHost:x\r\nAccept: */*\r\n\r\n",
          "POST /q.php?a=b c HTTP/1.1\nHost: x:80\nConnection: Close, TE\nExpect: 100-continue\n\n");
  private static final String SPICE = " \t\r\n\0:/?#%&=\"\u0080\u00ff.phpHTTP/1.0,Aa0";
  private static final Pattern STRICT =
      Pattern.compile(
          "[A-Za-z]+ /(?:[-A-Za-z0-9._~!$&'()*+,;=@/?]|%[0-9A-Fa-f]{2})* HTTP/1\\.1\r\n"
              + "(?:[-!#$%&'*+.^_`|~0-9A-Za-z]++: (?:[!-~\\x80-\\xff][\\t -~\\x80-\\xff]*+)?\r\n)+"
              + "\r\n");

  private static Optional<String> strict(String head) {
    return TrackerHeadNormalizer.normalize(head).map(TrackerHeadNormalizer.Head::text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "GET /q.php HTTP/1.0, true",
        "GET /q.php?a=b c HTTP/1.1, true",
        "GET //a/b.php HTTP/1.1, true",
        "GET http://x/q.php?a HTTP/1.1, true",
        "GET /a b.php HTTP/1.1, true",
        "GET /q.php?a=b c, true",
        "GET /q.php?a=b, false",
        "GET /q.phpx HTTP/1.1, false",
        "GET /q.php/ HTTP/1.1, false",
        "GET /q.php#x HTTP/1.1, false",
        "GET /q.PHP HTTP/1.1, false",
        "GET /q%2ephp HTTP/1.1, false",
        "GET /api/check?x=/q.php HTTP/1.1, false",
        "GET / HTTP/1.1, false",
        "'', false",
        ".php, false",
      })
  void it_is_spoken_where_the_path_ends_in_php(String line, boolean spoken) {
    assertThat(TrackerHeadNormalizer.isTrackerRequest(line)).isEqualTo(spoken);
  }

  @Test
  @Timeout(60)
  void a_long_line_is_read_in_time() {
    var blanks = " \t".repeat(TrackerDataReader.LONGEST_LINE / 2);

    assertThat(TrackerHeadNormalizer.isTrackerRequest("GET" + blanks + ".php")).isFalse();
    assertThat(TrackerHeadNormalizer.isTrackerRequest("GET /.php" + blanks + "x")).isTrue();
  }

  @Test
  void a_head_is_put_into_the_words_of_the_standard() {
    assertThat(HEADS.stream().map(TrackerHeadNormalizerTest::strict))
        .containsExactly(
            Optional.of(
                "GET /qussd.php?imei=1&msg=*140%23 HTTP/1.1\r\n"
                    + "Host: unknown\r\nConnection: close\r\n\r\n"),
            Optional.of("POST /fota.php HTTP/1.1\r\nContent-Length: 12\r\nHost: unknown\r\n\r\n"),
            Optional.of("GET /q.php HTTP/1.1\r\nHost: unknown\r\nConnection: close\r\n\r\n"),
            Optional.of(
                "GET /q.php?a=%25zz&b=%D8%A7%7C%22%7B%7D HTTP/1.1\r\n"
                    + "Host: x\r\nAccept: */*\r\n\r\n"),
            Optional.of(
                "POST /q.php?a=b%20c HTTP/1.1\r\n"
                    + "Host: x:80\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"));
  }

  @Test
  void what_the_standard_has_already_stays_as_it_is() {
    var head = "GET /q.php?a=%D8%A7+b&c= HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n";

    assertThat(strict(head)).contains(head);
  }

  @Test
  void the_length_of_the_body_is_told() {
    assertThat(TrackerHeadNormalizer.normalize(HEADS.get(0)).orElseThrow().bodyLength()).isZero();
    assertThat(TrackerHeadNormalizer.normalize(HEADS.get(1)).orElseThrow().bodyLength())
        .isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "nonsense", " Content-Length 5", "\t"})
  void a_line_without_a_colon_is_overlooked(String line) {
    assertThat(
            TrackerHeadNormalizer.normalize("GET /q.php HTTP/1.1\nHost: h\n" + line + "\nA: b\n\n")
                .orElseThrow()
                .text())
        .isEqualTo("GET /q.php HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "GET\n\n",
        "GET HTTP/1.1\n\n",
        "GET /q.php\n\n",
        "GET /q.php HTTP/1.1 x\n\n",
        "GET http://x.php HTTP/1.1\n\n",
        "/q.php HTTP/1.1\n\n",
        "GET /q.php HTTP/1.1\n: x\n\n",
        "GET /q.php HTTP/1.1\nContent-Length: 1234567890123456789\n\n",
        "GET /q.php HTTP/1.0\nTransfer-Encoding: chunked\n\n",
      })
  void the_rest_is_unintelligible(String head) {
    assertThat(strict(head)).isEmpty();
  }

  @RepeatedTest(2_000)
  void whatever_comes_in_what_goes_out_is_strict(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var head = new StringBuilder(HEADS.get(random.nextInt(HEADS.size())));
    for (int change = random.nextInt(8); change > 0; change--) {
      mutate(head, random);
    }

    var strict = strict(head.toString());

    strict.ifPresent(text -> {
      assertThat(text).matches(STRICT).contains("Host: ");
      assertThat(strict(text)).contains(text);
    });
    TrackerHeadNormalizer.isTrackerRequest(head.toString().lines().findFirst().orElse(""));
  }

  private static void mutate(StringBuilder head, SplittableRandom random) {
    var at = random.nextInt(head.length());
    var to = Math.min(head.length(), at + random.nextInt(10));
    switch (random.nextInt(5)) {
      case 0 -> head.setCharAt(at, (char) random.nextInt(256));
      case 1 -> head.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
      case 2 -> head.deleteCharAt(at).append('\n');
      case 3 -> head.insert(random.nextInt(head.length()), head.substring(at, to));
      default -> head.delete(at, to).append("\r\n");
    }
  }
}
