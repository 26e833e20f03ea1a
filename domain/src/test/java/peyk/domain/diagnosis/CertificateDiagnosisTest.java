package peyk.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateDiagnosisTest {
  private static final Instant NOW = Instant.parse("2026-11-27T05:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "P90D, certificate, OK, is valid for 90 days",
    "P14D, certificate, OK, is valid for 14 days",
    "P13DT23H, certificate_expires, NOTE, is valid for 13 days",
    "PT1M, certificate_expires, NOTE, until 2026-11-27T05:01:00Z",
    "PT0S, certificate_expired, FAULT, expired at 2026-11-27T05:00:00Z",
    "-P3D, certificate_expired, FAULT, expired at 2026-11-24T05:00:00Z"
  })
  void a_certificate_is_announced_two_weeks_before_it_expires(
      Duration left, String code, Severity severity, String says) {
    var finding =
        CertificateDiagnosis.finding(Area.SERVICE, "HTTPS", NOW.plus(left), NOW, "renew it");
    assertThat(finding.code()).isEqualTo(code);
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.sentence()).contains("of HTTPS", says);
  }
}
