package peyk.adapters.postgres.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void the_pause_doubles_up_to_a_minute() {
    var backoff = new Backoff(() -> 0);
    assertThat(backoff.after(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.after(5)).isEqualTo(Duration.ofSeconds(32));
    assertThat(backoff.after(6)).isEqualTo(Duration.ofSeconds(60));
    assertThat(backoff.after(1_000_000)).isEqualTo(Duration.ofSeconds(60));
  }

  @RepeatedTest(50)
  void a_pause_is_up_to_a_tenth_longer_so_that_jobs_do_not_come_back_together(
      RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var backoff = new Backoff(random);
    assertThat(backoff.after(2)).isBetween(Duration.ofMillis(4000), Duration.ofMillis(4400));
    assertThat(Stream.generate(() -> backoff.after(2)).limit(10).distinct()).hasSizeGreaterThan(1);
  }
}
