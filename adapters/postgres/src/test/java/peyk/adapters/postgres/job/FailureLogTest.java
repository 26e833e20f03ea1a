package peyk.adapters.postgres.job;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.RequestRefusedException;
import peyk.domain.StorageUnavailableException;

class FailureLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Instant now = Instant.parse("2026-11-27T06:00:00Z");
  private final FailureLog failures = new FailureLog(() -> now);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @Test
  void an_outage_is_one_line_for_each_neighbour_and_then_a_number_a_minute() {
    for (int i = 0; i < 2414; i++) {
      failures.failed(run(i), new GatewayUnavailableException("Traccar is away"));
    }
    failures.failed(run(1), new StorageUnavailableException("the database is away"));
    assertThat(messages())
        .containsExactly(
            "jobs failed in an outage and are retried runs=1 reason=Traccar is away",
            "jobs failed in an outage and are retried runs=1 reason=the database is away");

    now = now.plus(Duration.ofMinutes(1));
    failures.failed(run(1), new GatewayUnavailableException("Traccar is away"));

    assertThat(messages().getLast())
        .isEqualTo("jobs failed in an outage and are retried runs=2414 reason=Traccar is away");
  }

  @Test
  void a_refusal_is_told_with_the_job() {
    failures.failed(run(0), new RequestRefusedException("Traccar refused (status 400)"));
    assertThat(messages())
        .containsExactly(
            "job failed kind=update-device instance=7 failures=1 reason=Traccar refused (status 400)");
  }

  @Test
  void a_fault_of_ours_leaves_one_stack_trace() {
    failures.failed(run(0), new IllegalStateException("a bug"));
    failures.failed(run(1), new IllegalStateException("a bug"));
    assertThat(lines.list.getFirst().getThrowableProxy()).isNotNull();
    assertThat(lines.list.getLast().getThrowableProxy()).isNull();
    assertThat(messages()).hasSize(2);
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private Execution run(int failures) {
    return new Execution(
        now,
        new TaskInstance<>("update-device", "7"),
        true,
        "somebody",
        now,
        now,
        failures,
        now,
        1);
  }
}
