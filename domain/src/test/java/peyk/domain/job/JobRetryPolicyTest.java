package peyk.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JobRetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final JobRetryPolicy policy = new JobRetryPolicy(3);

  @Test
  void a_job_that_fails_too_often_is_parked() {
    assertThat(policy.isParked(false, 2)).isFalse();
    assertThat(policy.isParked(false, 3)).isTrue();
    assertThat(policy.isParked(false, 4)).isTrue();
  }

  @Test
  void an_outage_parks_no_job() {
    assertThat(policy.isParked(true, 0)).isFalse();
    assertThat(policy.isParked(true, 3)).isFalse();
  }

  @Test
  void the_pauses_grow_to_a_minute_and_are_uneven() {
    var random = new SplittableRandom(1);
    assertThat(policy.nextRun(1, NOW, random)).isBetween(NOW.plusMillis(500), NOW.plusSeconds(1));
    assertThat(policy.nextRun(4, NOW, random)).isBetween(NOW.plusSeconds(4), NOW.plusSeconds(8));
    assertThat(policy.nextRun(1000, NOW, random))
        .isBetween(NOW.plusSeconds(30), NOW.plusSeconds(60))
        .isNotEqualTo(policy.nextRun(1000, NOW, random));
  }
}
