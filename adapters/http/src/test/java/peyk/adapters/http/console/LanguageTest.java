package peyk.adapters.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.command.CommandState;
import peyk.domain.device.AnswerKind;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.firmware.Standing;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.ProvisioningStep;
import peyk.domain.text.Worded;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fa-IR,fa;q=0.9,en;q=0.8 | PERSIAN",
        "en-GB,en;q=0.9,fa;q=0.8 | ENGLISH",
        "de,fa;q=0.5,en;q=0.4    | PERSIAN",
        "de                      | ENGLISH",
        "fa;q=0,;;;              | ENGLISH",
        "''                      | ENGLISH",
      })
  void the_browser_says_which_language_its_reader_prefers(String header, Language language) {
    var headers = WritableHeaders.create();
    headers.set(HeaderNames.ACCEPT_LANGUAGE, header);
    assertThat(Language.of(headers)).isEqualTo(language);
  }

  @Test
  void the_choice_of_the_reader_goes_before() {
    var headers = WritableHeaders.create();
    headers.set(HeaderNames.ACCEPT_LANGUAGE, "fa");
    headers.set(HeaderNames.COOKIE, "other=fa; peyk-language=en");
    assertThat(Language.of(headers)).isEqualTo(Language.ENGLISH);
    headers.set(HeaderNames.COOKIE, "peyk-language=<script>");
    assertThat(Language.of(headers)).isEqualTo(Language.PERSIAN);
  }

  @Test
  void numbers_are_grouped_in_the_digits_of_the_language() {
    assertThat(Language.ENGLISH.number(1_234_567)).isEqualTo("1,234,567");
    assertThat(Language.ENGLISH.number(-1000)).isEqualTo("\u22121,000");
    assertThat(Language.PERSIAN.number(150_918)).isEqualTo("۱۵۰٬۹۱۸");
    assertThat(Language.PERSIAN.number(0)).isEqualTo("۰");
  }

  @Test
  void all_that_the_service_has_a_code_for_has_a_name() {
    assertNamed("COMMAND", CommandState.values());
    assertNamed("RELEASE", ReleaseState.values());
    assertNamed("STANDING", Standing.values());
    assertNamed("STEP", ProvisioningStep.values());
    assertThat(AnswerKind.values())
        .allMatch(kind -> CodeName.of("ANSWER", kind.name()).isPresent());
    assertThat(JobKind.values()).allMatch(kind -> CodeName.of("JOB", kind.word()).isPresent());
    assertThat(
            List.of(
                "inside_rollout",
                "allowed",
                "pinned",
                "newer_release",
                "not_newer",
                "denied",
                "release_draft",
                "release_active",
                "release_paused",
                "release_withdrawn",
                "pinned_elsewhere",
                "outside_rollout",
                "retry_later",
                "no_link",
                "no_release",
                "up_to_date"))
        .allMatch(code -> CodeName.of("REASON", code).isPresent());
  }

  private static void assertNamed(String group, Worded[] codes) {
    assertThat(codes).allMatch(code -> CodeName.of(group, code.word()).isPresent());
  }

  @Test
  void persian_words_are_persian() {
    assertThat(words().filter(words -> words != Phrase.IMEI))
        .extracting(Words::persian)
        .allMatch(text -> text.codePoints().anyMatch(c -> c >= 0x600 && c <= 0x6FF));
    assertThat(words())
        .extracting(Words::persian)
        .noneMatch(text -> text.matches(".*[\u064A\u0643].*"));
  }

  private static Stream<Words> words() {
    return Stream.<Words[]>of(Phrase.values(), Outcome.values(), CodeName.values())
        .flatMap(Arrays::stream);
  }
}
