package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.firmware.ReleaseEdit.Changed;
import peyk.domain.firmware.ReleaseEdit.Refused;

class ReleaseEditTest {
  private static final Release ACTIVE = Firmware.release(5, Firmware.stages(1, 50), Map.of());
  private static final Release PAUSED = ACTIVE.pausedBecause("a pause");
  private static final Release WITHDRAWN = ACTIVE.in(ReleaseState.WITHDRAWN);
  private static final Release DRAFT = ACTIVE.in(ReleaseState.DRAFT);

  @Test
  void a_draft_with_a_link_can_be_activated() {
    assertThat(ReleaseEdit.activate(DRAFT)).isEqualTo(new Changed(ACTIVE));
  }

  @Test
  void a_paused_release_goes_on_in_another_round() {
    var edit = ReleaseEdit.activate(PAUSED);
    assertThat(edit)
        .isInstanceOfSatisfying(
            Changed.class,
            changed -> {
              assertThat(changed.release().state()).isEqualTo(ReleaseState.ACTIVE);
              assertThat(changed.release().pausedBecause()).isEmpty();
              assertThat(changed.release().round()).isEqualTo(ACTIVE.round() + 1);
            });
  }

  @Test
  void what_is_so_already_stays_so() {
    assertThat(ReleaseEdit.activate(ACTIVE)).isEqualTo(new Changed(ACTIVE));
    assertThat(ReleaseEdit.pause(PAUSED, "another")).isEqualTo(new Changed(PAUSED));
    assertThat(ReleaseEdit.withdraw(WITHDRAWN)).isEqualTo(new Changed(WITHDRAWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"app.001", "app.001 app.002 app.003", "app.002 app.001", "FW_1-a.001 FW_1-a.002"})
  void a_draft_with_parts_without_a_gap_can_be_activated(String names) {
    assertThat(ReleaseEdit.activate(draft(names))).isInstanceOf(Changed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app.000",
        "app.002",
        "app.001 app.003",
        "app.000 app.001",
        "app.001 boot.001",
        "app.001 boot.002"
      })
  void a_draft_with_parts_that_a_tracker_would_not_all_fetch_cannot(String names) {
    assertThat(ReleaseEdit.activate(draft(names))).isEqualTo(ReleaseEdit.INCOMPLETE);
  }

  @Test
  void parts_count_up_wherever_the_machine_stands() {
    var machines = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
      assertThat(ReleaseEdit.activate(draft("app.001 app.002"))).isInstanceOf(Changed.class);
      assertThat(new Eligibility.Outranked(12).sentence()).contains("12");
    } finally {
      Locale.setDefault(machines);
    }
  }

  @Test
  void up_to_999_parts_count_up() {
    var parts = new Part[999];
    Arrays.setAll(parts, i -> Firmware.part("app.%03d".formatted(i + 1)));
    assertThat(ReleaseEdit.activate(Firmware.draft(5, parts))).isInstanceOf(Changed.class);
  }

  @Test
  void a_withdrawn_release_is_withdrawn_for_good() {
    assertThat(ReleaseEdit.activate(WITHDRAWN)).isEqualTo(ReleaseEdit.WITHDRAWN);
    assertThat(ReleaseEdit.pause(WITHDRAWN, "a pause")).isEqualTo(ReleaseEdit.WITHDRAWN);
    assertThat(ReleaseEdit.advance(WITHDRAWN)).isEqualTo(ReleaseEdit.WITHDRAWN);
    assertThat(ReleaseEdit.rollOut(WITHDRAWN, Rollout.toAll())).isEqualTo(ReleaseEdit.WITHDRAWN);
  }

  @Test
  void an_active_release_can_be_paused_for_a_reason() {
    assertThat(ReleaseEdit.pause(ACTIVE, "a pause")).isEqualTo(new Changed(PAUSED));
    assertThat(PAUSED.state()).isEqualTo(ReleaseState.PAUSED);
    assertThat(PAUSED.pausedBecause()).contains("a pause");
  }

  @Test
  void a_draft_cannot_be_paused() {
    assertThat(ReleaseEdit.pause(DRAFT, "a pause"))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("release_draft"));
  }

  @Test
  void whatever_is_not_withdrawn_can_be() {
    assertThat(ReleaseEdit.withdraw(DRAFT)).isEqualTo(new Changed(WITHDRAWN));
    assertThat(ReleaseEdit.withdraw(ACTIVE)).isEqualTo(new Changed(WITHDRAWN));
    assertThat(ReleaseEdit.withdraw(PAUSED)).isEqualTo(new Changed(WITHDRAWN));
  }

  @Test
  void a_rollout_goes_from_stage_to_stage_up_to_the_last() {
    var next = ACTIVE.with(ACTIVE.rollout().inStage(1));
    assertThat(ReleaseEdit.advance(ACTIVE)).isEqualTo(new Changed(next));
    assertThat(ReleaseEdit.advance(next))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("last_stage"));
  }

  @Test
  void a_release_can_spread_in_another_way_and_nothing_else_changes() {
    assertThat(ReleaseEdit.rollOut(PAUSED, Rollout.toAll()))
        .isEqualTo(new Changed(PAUSED.with(Rollout.toAll())));
  }

  private static Release draft(String names) {
    var parts =
        Arrays.stream(names.split(" "))
            .filter(name -> !name.isEmpty())
            .map(Firmware::part)
            .toArray(Part[]::new);
    return Firmware.draft(5, parts);
  }
}
