package peyk.adapters.traccar.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration HALF = Duration.ofMillis(500);
  private static final Duration MOST = Duration.ofSeconds(3);

  @Test
  void the_longest_wait_doubles_up_to_a_limit() {
    var backoff = new Backoff(HALF, MOST, always(1.0));
    assertThat(backoff.next()).isEqualTo(HALF);
    assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.next()).isEqualTo(MOST);
    assertThat(backoff.next()).isEqualTo(MOST);
  }

  @Test
  void any_shorter_wait_is_as_likely() {
    var backoff = new Backoff(HALF, MOST, always(0.0));
    assertThat(backoff.next()).isZero();
    var other = new Backoff(HALF, MOST, always(0.5));
    assertThat(other.next()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void after_a_success_it_begins_anew() {
    var backoff = new Backoff(HALF, MOST, always(1.0));
    backoff.next();
    backoff.next();
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(HALF);
  }

  /** Chance that always picks the same place in a range. */
  private static RandomGenerator always(double place) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException();
      }

      @Override
      public long nextLong(long bound) {
        return Math.min(bound - 1, (long) (place * bound));
      }
    };
  }
}
