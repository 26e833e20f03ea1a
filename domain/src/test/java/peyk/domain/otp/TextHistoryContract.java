package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link TextHistory} does, whatever it is made of. */
public abstract class TextHistoryContract {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant ONE = NOON.plus(Duration.ofHours(1));

  /** Empty at first. */
  protected abstract TextHistory history();

  @Test
  void at_first_there_are_no_hours() {
    assertThat(history().since(Instant.EPOCH)).isEmpty();
  }

  @Test
  void counts_of_an_hour_add_up() {
    history().add(Map.of(NOON, new TextCount(1, 2, 3, 4), ONE, new TextCount(5, 0, 0, 0)));
    history().add(Map.of(NOON, new TextCount(10, 20, 30, 40)));
    history().add(Map.of());
    assertThat(history().since(Instant.EPOCH))
        .containsExactly(
            entry(NOON, new TextCount(11, 22, 33, 44)), entry(ONE, new TextCount(5, 0, 0, 0)));
  }

  @Test
  void only_the_hours_from_a_time_on_are_told() {
    history().add(Map.of(NOON, new TextCount(1, 0, 0, 0), ONE, new TextCount(2, 0, 0, 0)));
    assertThat(history().since(ONE)).containsOnlyKeys(ONE);
    assertThat(history().since(ONE.plusSeconds(1))).isEmpty();
  }
}
