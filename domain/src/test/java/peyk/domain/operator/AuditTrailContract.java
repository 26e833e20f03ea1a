package peyk.domain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.operator.AuditTrail.AskedChange;

/** What every audit trail does. */
public abstract class AuditTrailContract {
  private static final AskedChange PAUSE =
      new AskedChange(
          new Caller("ali", OperatorRole.OPERATE),
          "POST",
          "/admin/firmware/releases/{id}/pause",
          Optional.of("a-request"));
  private static final AskedChange UNLOCK =
      new AskedChange(Caller.LOCAL, "DELETE", "/admin/phones/{phone}/lock", Optional.empty());

  /** An empty one. */
  protected abstract AuditTrail trail();

  @Test
  void a_change_is_there_before_it_is_made() {
    var trail = trail();

    var id = trail.begin(PAUSE);

    assertThat(trail.list(Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.id()).isEqualTo(id);
          assertThat(entry.change()).isEqualTo(PAUSE);
          assertThat(entry.what()).isEmpty();
          assertThat(entry.outcome()).isEmpty();
        });
  }

  @Test
  void it_is_completed_with_what_became_of_it() {
    var trail = trail();

    trail.end(trail.begin(PAUSE), "release=3", "done");

    var entry = trail.list(Long.MAX_VALUE, 10).getFirst();
    assertThat(entry.what()).isEqualTo("release=3");
    assertThat(entry.outcome()).contains("done");
  }

  @Test
  void the_newest_come_first_and_a_page_begins_below_an_id() {
    var trail = trail();
    var first = trail.begin(PAUSE);
    var second = trail.begin(UNLOCK);
    var third = trail.begin(PAUSE);

    assertThat(trail.list(Long.MAX_VALUE, 2))
        .extracting(AuditEntry::id)
        .containsExactly(third, second);
    assertThat(trail.list(second, 2)).extracting(AuditEntry::id).containsExactly(first);
    assertThat(trail.list(second + 1, 1).getFirst().change()).isEqualTo(UNLOCK);
  }

  @Test
  void facts_are_kept_up_to_a_length_and_whatever_they_hold() {
    var trail = trail();

    trail.end(trail.begin(PAUSE), "instance=\u0000" + "x".repeat(10_000), "done");

    assertThat(trail.list(Long.MAX_VALUE, 1).getFirst().what())
        .startsWith("instance=")
        .hasSizeLessThanOrEqualTo(AuditTrail.LONGEST_TEXT);
  }
}
