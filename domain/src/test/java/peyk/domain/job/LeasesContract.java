package peyk.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;

/** What all {@link Leases} do, whatever they are made of. */
public abstract class LeasesContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  protected abstract Leases one();

  protected abstract Leases other();

  /** Moves the clock of both. */
  protected abstract void pass(Duration time);

  @Test
  void a_lease_has_one_holder() {
    assertThat(one().take("fleet", MINUTE)).isTrue();
    assertThat(other().take("fleet", MINUTE)).isFalse();
    assertThat(other().take("recovery", MINUTE)).isTrue();
  }

  @Test
  void of_replicas_that_ask_at_the_same_time_one_gets_it() {
    var taken =
        AtOnce.run(4, number -> List.of((number % 2 == 0 ? one() : other()).take("fleet", MINUTE)))
            .stream()
            .flatMap(List::stream)
            .toList();
    assertThat(taken).filteredOn(won -> won).hasSize(2); // of one replica, twice
  }

  @Test
  void a_lease_that_was_given_back_is_free_and_only_its_holder_gives_it_back() {
    one().take("fleet", MINUTE);
    other().release("fleet");
    assertThat(other().take("fleet", MINUTE)).isFalse();
    one().release("fleet");
    assertThat(other().take("fleet", MINUTE)).isTrue();
  }

  @Test
  void a_lease_ends_by_itself_unless_it_is_renewed() {
    one().take("fleet", MINUTE);
    pass(Duration.ofSeconds(50));
    assertThat(one().take("fleet", MINUTE)).isTrue();
    pass(Duration.ofSeconds(59));
    assertThat(other().take("fleet", MINUTE)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(other().take("fleet", MINUTE)).isTrue();
    assertThat(one().take("fleet", MINUTE)).isFalse();
  }

  @Test
  void after_the_clock_was_set_back_a_lease_is_free() {
    one().take("fleet", MINUTE);
    pass(Duration.ofDays(-1));
    assertThat(other().take("fleet", MINUTE)).isTrue();
  }

  @Test
  void what_is_done_alone_gives_the_lease_back_whatever_becomes_of_it() {
    var inside = one().alone("fleet", MINUTE, () -> other().take("fleet", MINUTE));
    assertThat(inside).contains(false);
    assertThatThrownBy(() ->
            one()
                .alone(
                    "fleet",
                    MINUTE,
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(other().alone("fleet", MINUTE, () -> "done")).contains("done");
    other().take("fleet", MINUTE);
    assertThat(one().alone("fleet", MINUTE, () -> "done")).isEmpty();
  }
}
