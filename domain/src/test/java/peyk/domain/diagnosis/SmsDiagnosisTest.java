package peyk.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.otp.SmsCredit;
import peyk.domain.otp.SmsTemplate;
import peyk.domain.otp.SmsTemplate.Approved;

class SmsDiagnosisTest {
  private static final SmsCredit RICH = new SmsCredit.Left(10_000_000);
  private static final SmsTemplate PLAIN = new Approved(List.of("param1"), "code: %param1%");
  private static final SmsTemplate WITH_HASH =
      new Approved(List.of("param2", "param1"), "<#> code: %param1%\n%param2%");

  private final SmsPlan plan = plan(Optional.empty());

  @Test
  void when_all_is_well_nothing_else_is_said() {
    assertThat(findings(plan, RICH, PLAIN))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(
            tuple("sms_credit", Severity.OK),
            tuple("sms_template", Severity.OK),
            tuple("sms_text", Severity.OK));
    assertThat(findings(plan(Optional.of("FA9z1kQxYab")), RICH, WITH_HASH))
        .extracting(Finding::severity)
        .containsOnly(Severity.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "-1,    sms_credit_used_up, FAULT",
    "0,     sms_credit_used_up, FAULT",
    "849,   sms_credit_used_up, FAULT",
    "850,   sms_credit_low,     NOTE",
    "84999, sms_credit_low,     NOTE",
    "85000, sms_credit,         OK"
  })
  void credit_has_to_last_for_some_texts(long rials, String code, Severity severity) {
    assertThat(findings(plan, new SmsCredit.Left(rials), PLAIN).getFirst())
        .extracting(Finding::code, Finding::severity)
        .containsExactly(code, severity);
  }

  @Test
  void a_long_text_costs_more() {
    var longText = new Approved(List.of("param1"), "%param1%" + "a".repeat(200));
    var findings = findings(plan, new SmsCredit.Left(100_000), longText);
    assertThat(findings).extracting(Finding::code).contains("sms_credit_low", "sms_text_long");
  }

  @Test
  void a_refused_key_is_told_once() {
    assertThat(findings(plan, new SmsCredit.KeyRefused(), new SmsTemplate.KeyRefused()))
        .extracting(Finding::code)
        .containsExactly("sms_key_refused");
  }

  @Test
  void what_is_refused_for_another_reason_is_a_fault() {
    assertThat(findings(plan, new SmsCredit.Refused(416), new SmsTemplate.Refused(426)))
        .extracting(Finding::code)
        .containsExactly("sms_credit_refused", "sms_template_refused");
  }

  @Test
  void a_template_that_is_not_approved_is_a_fault() {
    var fault = findings(plan, RICH, new SmsTemplate.Unknown()).get(1);
    assertThat(fault.isFault()).isTrue();
    assertThat(fault.sentence()).contains("OtpLogin");
    assertThat(fault.cure().orElseThrow()).contains("SMS_TEMPLATE");
  }

  @Test
  void what_is_filled_in_has_to_be_what_the_template_has() {
    var hash = plan(Optional.of("FA9z1kQxYab"));
    expectMismatch(plan, WITH_HASH);
    expectMismatch(hash, PLAIN);
    expectMismatch(plan, new Approved(List.of("Code"), "%Code%"));
    expectMismatch(plan, new Approved(List.of(), "no place"));
    expectMismatch(hash, new Approved(List.of("param1", "hash"), "%param1% %hash%"));
  }

  private static void expectMismatch(SmsPlan plan, SmsTemplate template) {
    var fault = findings(plan, RICH, template).get(1);
    assertThat(fault.code()).isEqualTo("sms_template_mismatch");
    assertThat(fault.isFault()).isTrue();
  }

  @Test
  void the_length_is_that_with_the_longest_code_and_the_hash() {
    var eight = new SmsPlan("OtpLogin", "param1", "param2", Optional.of("FA9z1kQxYab"), 8);
    assertThat(findings(eight, RICH, WITH_HASH).get(2).sentence())
        .contains("30 characters in GSM-7, 27 bytes: 1 SMS");
    var persian = new Approved(List.of("param1"), "کد شما: %PARAM1%");
    assertThat(findings(plan, RICH, persian).get(2).sentence())
        .contains("12 characters in UCS-2, 24 bytes: 1 SMS");
  }

  @Test
  void an_app_reads_no_text_over_140_bytes() {
    var hash = plan(Optional.of("FA9z1kQxYab"));
    var fits = new Approved(List.of("param1", "param2"), "ک".repeat(55) + "%param1%%param2%");
    var tooLong = new Approved(List.of("param1", "param2"), "ک".repeat(56) + "%param1%%param2%");
    assertThat(findings(hash, RICH, fits).get(2).code()).isEqualTo("sms_text");
    assertThat(findings(hash, RICH, tooLong).get(2).code()).isEqualTo("sms_text_too_long");
    assertThat(findings(hash, RICH, tooLong).get(2).isFault()).isTrue();
  }

  @Test
  void a_text_that_does_not_show_its_blanks_has_no_known_length() {
    assertThat(findings(plan, RICH, new Approved(List.of("param1"), "")).get(2))
        .extracting(Finding::code, Finding::severity)
        .containsExactly("sms_text_unknown", Severity.NOTE);
  }

  @ParameterizedTest
  @CsvSource({
    "FA+9z1kQxYa, sms_hash_letters",
    "FA/9z1kQxYa, sms_hash_letters",
    "FA9z1kQxY,   sms_hash_length"
  })
  void an_odd_hash_is_worth_a_note(String hash, String code) {
    assertThat(findings(plan(Optional.of(hash)), RICH, WITH_HASH).getLast())
        .extracting(Finding::code, Finding::severity)
        .containsExactly(code, Severity.NOTE);
  }

  private static List<Finding> findings(SmsPlan plan, SmsCredit credit, SmsTemplate template) {
    return new SmsDiagnosis(plan).findings(credit, template);
  }

  private static SmsPlan plan(Optional<String> hash) {
    return new SmsPlan("OtpLogin", "param1", "param2", hash, 4);
  }
}
