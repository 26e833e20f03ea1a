package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.Service;
import peyk.domain.otp.InMemorySmsGateway.Fate;

class LogsTest {
  private static final String OTP =
      "{\"client_secret\":\"the app's secret\",\"phone\":\"09120000001\"";

  private final Logger logger = (Logger) LoggerFactory.getLogger("peyk");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Service service;

  @BeforeEach
  void start() {
    service = Service.start();
    logger.setLevel(Level.TRACE);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    service.close();
  }

  private List<String> lines() {
    return log.list.stream().map(event -> event.getLevel() + " " + event).toList();
  }

  @Test
  void a_sign_in_leaves_a_line_for_each_attempt_and_no_secrets() {
    service.post("/api/otprequest", OTP + "}");
    service.post("/api/otpverify", OTP + ",\"sms_message\":\"x\"}");
    service.post("/api/otpverify", OTP + ",\"sms_message\":\"" + service.code() + "\"}");

    assertThat(lines())
        .containsExactly(
            "INFO [INFO] sign-in outcome=otp_invalid phone=***0001",
            "INFO [INFO] sign-in outcome=signed_in phone=***0001");
  }

  @Test
  void a_failed_text_leaves_a_warning() {
    service.sms.willMeet(Fate.REFUSED);

    service.post("/api/otprequest", OTP + "}");

    assertThat(lines()).containsExactly("WARN [WARN] sms failed phone=***0001");
  }

  @Test
  void a_registration_leaves_a_line_without_the_number_of_the_tracker() {
    service.post(
        "/api/device",
        "{\"client_secret\":\"the app's secret\",\"user\":\"09120000001\","
            + "\"imei\":\"867717033890519\",\"dp\":\"1234\"}");
    service.post("/api/device", "{\"client_secret\":\"x\",\"user\":\"u\",\"imei\":\"a\\nb\"}");

    assertThat(lines())
        .containsExactly(
            "INFO [INFO] device registration outcome=device_unknown imei=86771703***519",
            "INFO [INFO] device registration outcome=client_secret_mismatch imei=none");
  }

  @Test
  void a_bug_is_logged_once_with_its_trace() {
    service.failStorage(new IllegalStateException("a bug"));

    service.post("/api/otprequest", OTP + "}");

    assertThat(log.list)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getLevel()).isEqualTo(Level.ERROR);
          assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a bug");
        });
  }
}
