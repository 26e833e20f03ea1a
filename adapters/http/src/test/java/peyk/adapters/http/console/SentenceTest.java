package peyk.adapters.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.domain.account.AccountId;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.KafkaDiagnosis;
import peyk.domain.diagnosis.KafkaFacts;
import peyk.domain.diagnosis.Severity;
import peyk.domain.diagnosis.TraccarDiagnosis;
import peyk.domain.diagnosis.TraccarFacts;
import peyk.domain.diagnosis.TraccarFacts.StatusEvents;
import peyk.domain.diagnosis.TraccarFacts.Subscription;
import peyk.domain.firmware.AdvanceOrPausePolicy;
import peyk.domain.firmware.AdvanceOrPausePolicy.Cohort;
import peyk.domain.firmware.Eligibility;
import peyk.domain.firmware.Rollout;
import peyk.domain.firmware.RolloutPlace;
import peyk.domain.firmware.RolloutShare;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.EventSource;
import peyk.domain.tracker.TokenOwner;

class SentenceTest {
  private static final View PERSIAN = new View(Language.PERSIAN, Optional.empty());
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)\\}");

  @Test
  void both_forms_of_a_sentence_name_the_same_that_varies() {
    assertThat(Sentence.ALL)
        .allSatisfy(sentence ->
            assertThat(
                    PLACE
                        .matcher(sentence.persian())
                        .results()
                        .map(place -> Integer.parseInt(place.group(1))))
                .as(sentence.persian())
                .containsExactlyInAnyOrderElementsOf(
                    IntStream.range(0, sentence.varying().size()).boxed().toList()));
  }

  @Test
  void persian_sentences_are_persian() {
    assertThat(Sentence.ALL).hasSizeGreaterThan(50);
    assertThat(Sentence.ALL)
        .extracting(Sentence::persian)
        .allMatch(text -> text.codePoints().anyMatch(c -> c >= 0x600 && c <= 0x6FF))
        .noneMatch(text -> text.matches(".*[\u064A\u0643].*"));
  }

  /** Whatever Traccar may be like, in all combinations. */
  static Stream<Finding> findings() {
    return Stream.of(EventSource.values())
        .map(source ->
            new TraccarDiagnosis(
                Duration.ofSeconds(30), Duration.ofMinutes(5), Set.of("web", "mail"), source))
        .flatMap(diagnosis ->
            facts()
                .flatMap(facts ->
                    Stream.of(TraccarDiagnosis.Repair.values())
                        .flatMap(repair -> diagnosis.findings(facts, repair).stream())))
        .filter(finding -> finding.severity() != Severity.OK)
        .distinct();
  }

  private static Stream<TraccarFacts> facts() {
    var facts = new ArrayList<TraccarFacts>();
    var versions = Stream.of("", "6.1", "6.6", "6.9", "6.14.5");
    for (var version : versions.map(one -> Optional.of(one).filter(it -> !it.isEmpty())).toList()) {
      for (var owner : owners()) {
        for (var subscription : subscriptions()) {
          for (var clock : List.of(-900L, -30L, 0L, 30L, 900L)) {
            for (var delay : List.of(1L, 7L, 25L)) {
              facts.add(
                  new TraccarFacts(
                      owner,
                      version,
                      Optional.of(subscription),
                      Optional.of(ahead(clock)),
                      Optional.of(Duration.ofSeconds(delay))));
            }
          }
        }
      }
    }
    return facts.stream();
  }

  private static ClockDifference ahead(long seconds) {
    var now = Instant.parse("2026-05-01T10:00:00Z");
    return ClockDifference.measured(now.plusSeconds(seconds), now, now);
  }

  private static List<TokenOwner> owners() {
    var account = new AccountId(5);
    return List.of(
        new TokenOwner.Nobody(),
        new TokenOwner.ServiceAccount(),
        new TokenOwner.User(account, false),
        new TokenOwner.User(account, true));
  }

  private static List<Subscription> subscriptions() {
    var missing = List.of("commandResult", "deviceOnline");
    return List.of(
        new Subscription(missing, 0, Set.of(), 1200, 2, OptionalInt.of(3), StatusEvents.NOT_SEEN),
        new Subscription(
            List.of(), 2, Set.of("web"), 3, 2, OptionalInt.empty(), StatusEvents.UNKNOWN),
        new Subscription(
            List.of(), 0, Set.of("web", "mail"), 3, 2, OptionalInt.of(0), StatusEvents.SEEN));
  }

  @Test
  void every_finding_about_traccar_is_among_those() {
    assertThat(findings())
        .extracting(Finding::code)
        .contains(
            "traccar_version",
            "traccar_throttles",
            "token_refused",
            "service_account_token",
            "no_administrator",
            "notifications_missing",
            "notifications_doubled",
            "notificators_missing",
            "links_not_listed",
            "devices_unlinked",
            "status_events_off",
            "clock_difference",
            "answers_late",
            "answers_too_late");
  }

  @ParameterizedTest
  @MethodSource("findings")
  void a_finding_and_its_cure_are_said_in_persian(Finding finding) {
    assertPersian(finding.sentence());
    finding.cure().ifPresent(SentenceTest::assertPersian);
  }

  static Stream<Finding> findingsAboutKafka() {
    return Stream.of(
            new KafkaFacts.Away("kafka-1:9092"),
            new KafkaFacts.Refused("SaslAuthenticationException"),
            new KafkaFacts.NoTopic("events"))
        .map(KafkaDiagnosis::finding);
  }

  @ParameterizedTest
  @MethodSource("findingsAboutKafka")
  void a_fault_of_kafka_is_said_with_its_cure(Finding finding) {
    assertPersian(finding.sentence() + "; what to do: " + finding.cure().orElseThrow());
  }

  static Stream<String> aboutFirmware() {
    var place = new RolloutPlace(1250);
    var share = RolloutShare.percent(10);
    return Stream.of(
            new Eligibility.Inside(place, share),
            new Eligibility.Outside(place, share),
            new Eligibility.Outranked(131090),
            new Eligibility.PinnedElsewhere(131090),
            new Eligibility.TooSoon(Instant.parse("2026-05-01T10:00:00.25Z"), 3))
        .map(Eligibility::sentence);
  }

  @ParameterizedTest
  @MethodSource("aboutFirmware")
  void the_reason_of_a_decision_about_firmware_is_said_in_persian(String sentence) {
    assertPersian(sentence);
  }

  @Test
  void the_reason_of_a_rollout_that_paused_itself_is_said_in_persian() {
    var progress = new AdvanceOrPausePolicy.Progress(List.of(new Cohort(0, 40, 0, 40)));
    var verdict = AdvanceOrPausePolicy.judge(Rollout.usual(), progress);
    assertThat(verdict).isInstanceOf(AdvanceOrPausePolicy.Verdict.Pause.class);
    assertPersian(((AdvanceOrPausePolicy.Verdict.Pause) verdict).reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Traccar answered with status 500 to write device | هنگام نوشتن مشخصات ردیاب کد <500> برگرداند",
        "Traccar did not answer in time, to send command  | هنگام ارسال فرمان: تراکار به‌موقع پاسخ نداد",
        "Traccar refused to write device (status 400)     | نوشتن مشخصات ردیاب را نپذیرفت (کد <400>)",
        "not checked: Traccar cannot be reached, to find user | بررسی نشد: هنگام یافتن کاربر: تراکار در دسترس نیست",
        "the database cannot be asked: FATAL: no such db  | پاسخ نمی‌دهد: <FATAL: no such db>",
        "IllegalStateException                            | خطای داخلی پیک: <IllegalStateException>",
        "its clock is 1200.5 s behind                     | ۱٬۲۰۰٫۵ ثانیه عقب است",
        "every PT24H, first after PT6H                    | هر ۲۴ ساعت، نخستین بار پس از ۶ ساعت",
        "every 0 3 * * *, first after PT90M               | هر <0 3 * * *>، نخستین بار پس از ۹۰ دقیقه",
        "use Traccar 6.7 or newer                         | نسخهٔ <6.7> تراکار"
      })
  void what_others_say_keeps_its_direction(String english, String persian) {
    assertThat(inPersian(english))
        .contains(persian.replace("<", "<bdi dir=\"ltr\">").replaceAll("(?<!\")>", "</bdi>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every PT24H, first after PT1H     | every 24 hours, first after 1 hour",
        "every PT90M                       | every 90 minutes",
        "every PT30S                       | every 30 seconds",
        "every 0 3 * * *                   | every 0 3 * * *",
        "the question for the SIM's number | the question for the SIM&#39;s number",
        "getparam PT6H;2                   | <code dir=\"ltr\">getparam PT6H;<wbr>2</code>"
      })
  void a_schedule_is_said_in_words_in_english_too(String service, String shown) {
    var english = new View(Language.ENGLISH, Optional.empty());
    assertThat(english.codeOrSentence(service)).hasToString(shown);
  }

  @Test
  void parts_of_a_whole_are_said_in_words_so_that_they_read_well_from_right_to_left() {
    assertThat(PERSIAN.outOf(5, 100)).isEqualTo("۵ از ۱۰۰");
    assertThat(PERSIAN.share(RolloutShare.percent(50))).isEqualTo("۵۰ درصد");
  }

  @Test
  void what_is_not_known_stays_english_and_is_marked_so() {
    assertThat(PERSIAN.sentence("<b> fell over").toString())
        .isEqualTo("<span lang=\"en\" dir=\"ltr\" class=\"english\">&lt;b&gt; fell over</span>");
    assertThat(new View(Language.ENGLISH, Optional.empty()).sentence("by an operator").toString())
        .contains(">by an operator<");
  }

  private static void assertPersian(String english) {
    assertThat(PERSIAN.sentence(english).toString())
        .as(english)
        .doesNotContain("lang=\"en\"")
        .doesNotContain("{");
    var englishWords = Pattern.compile("<bdi dir=\"ltr\">[^<]*[^<,] [^<]*</bdi>");
    assertThat(PERSIAN.sentence(english).toString()).doesNotContainPattern(englishWords);
  }

  private static String inPersian(String english) {
    return Sentence.inPersian(PERSIAN, english).orElseThrow().toString();
  }
}
