package peyk.adapters.http.admin.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.admin.JsonFields;
import peyk.adapters.http.admin.ProblemException;
import peyk.adapters.http.server.TextFields;
import peyk.domain.Mutations;

/** Whatever is posted as JSON: it is taken whole, or refused as the caller's mistake. */
class AdminJsonFuzzTest {
  @Test
  void any_release_and_any_rollout() {
    Mutations.feed(
        AdminJsonFuzzTest.class,
        "bodies",
        1000,
        300_000,
        input -> {
          var text = new String(input, StandardCharsets.UTF_8);
          check(text, ReleaseBody.FIELDS);
          check(text, RolloutBody.FIELDS);
          TextFields.parse(input).ifPresent(fields -> assertThat(fields.text("type")).isNotNull());
        });
  }

  private static void check(String text, String[] known) {
    try {
      var fields = JsonFields.read(text, known);
      if (known == ReleaseBody.FIELDS) {
        var order = ReleaseBody.order(fields);
        assertThat(order.version()).isNotNegative();
        assertThat(ReleaseBody.of(order)).isNotNull();
      } else {
        assertThat(RolloutBody.whole(fields).stages()).isNotEmpty();
      }
    } catch (ProblemException e) {
      assertThat(e).hasMessageNotContaining("\n");
    }
  }
}
