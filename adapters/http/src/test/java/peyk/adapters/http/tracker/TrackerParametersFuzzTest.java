package peyk.adapters.http.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.Mutations;

/** Whatever a tracker sends as query or body, it has parameters or it has none. */
class TrackerParametersFuzzTest {
  private static final byte[] NOTHING = {};

  @Test
  void any_query_and_any_body() {
    Mutations.feed(
        TrackerParametersFuzzTest.class,
        "queries",
        1000,
        300_000,
        input -> {
          check(TrackerParameters.parse(new String(input, StandardCharsets.ISO_8859_1), NOTHING));
          check(TrackerParameters.parse("", input));
        });
  }

  private static void check(TrackerParameters parameters) {
    for (var name : List.of("imei", "data", "sr", "d", "fw", "rev")) {
      assertThat(parameters.filled(name)).isNotEqualTo(Optional.of(""));
    }
  }
}
