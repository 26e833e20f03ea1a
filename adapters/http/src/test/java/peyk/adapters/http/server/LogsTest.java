package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.PeykLog;
import peyk.adapters.http.Service;
import peyk.domain.otp.InMemorySmsGateway.Fate;

class LogsTest {
  private static final String OTP =
      "{\"client_secret\":\"the app's secret\",\"phone\":\"09120000001\"";

  private final PeykLog log = new PeykLog();
  private Service service;

  @BeforeEach
  void start() {
    service = Service.start();
  }

  @AfterEach
  void stop() {
    log.close();
    service.close();
  }

  @Test
  void a_sign_in_leaves_a_line_for_each_attempt_and_no_secrets() {
    service.post("/api/otprequest", OTP + "}");
    service.post("/api/otpverify", OTP + ",\"sms_message\":\"x\"}");
    service.post("/api/otpverify", OTP + ",\"sms_message\":\"" + service.code() + "\"}");

    assertThat(log.lines())
        .containsExactly(
            "INFO sign-in outcome=otp_invalid phone=***0001",
            "INFO sign-in outcome=signed_in phone=***0001");
  }

  @Test
  void a_failed_text_leaves_a_warning() {
    service.sms.willMeet(Fate.REFUSED);

    service.post("/api/otprequest", OTP + "}");

    assertThat(log.lines()).containsExactly("WARN sms failed phone=***0001");
  }

  @Test
  void a_registration_leaves_a_line_without_the_number_of_the_tracker() {
    service.post(
        "/api/device",
        "{\"client_secret\":\"the app's secret\",\"user\":\"09120000001\","
            + "\"imei\":\"867717033890519\",\"dp\":\"1234\"}");
    service.post(
        "/api/device",
        "{\"client_secret\":\"the app's secret\",\"user\":\"u\",\"imei\":\"a\\nb\"}");

    assertThat(log.lines())
        .containsExactly(
            "INFO device registration outcome=device_unknown imei=86771703***519",
            "INFO device registration outcome=imei_invalid imei=none");
  }

  @Test
  void a_bug_is_logged_once_with_its_trace() {
    service.failStorage(new IllegalStateException("a bug"));

    service.post("/api/otprequest", OTP + "}");

    assertThat(log.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getLevel()).isEqualTo(Level.ERROR);
          assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a bug");
        });
  }
}
