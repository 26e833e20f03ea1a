package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.firmware.Rollout.Brake;
import peyk.domain.firmware.Rollout.Gate;
import peyk.domain.firmware.Rollout.Stage;

class RolloutTest {
  @Test
  void a_rollout_to_all_has_one_stage_and_no_brake() {
    var rollout = Rollout.toAll();
    assertThat(rollout.share()).isEqualTo(RolloutShare.ALL);
    assertThat(rollout.isInLastStage()).isTrue();
    assertThat(rollout.brake()).isEmpty();
  }

  @Test
  void the_stage_says_who_may_have_the_release() {
    var rollout = Firmware.stages(1, 5, 100);
    assertThat(rollout.share()).isEqualTo(RolloutShare.percent(1));
    assertThat(rollout.isInLastStage()).isFalse();
    assertThat(rollout.inStage(1).share()).isEqualTo(RolloutShare.percent(5));
    assertThat(rollout.inStage(2).isInLastStage()).isTrue();
  }

  @Test
  void stages_grow() {
    assertThatThrownBy(() -> Firmware.stages(5, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Firmware.stages(1, 25, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_rollout_has_1_to_100_stages_and_is_in_one_of_them() {
    assertThatThrownBy(() -> Firmware.stages()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Firmware.stages(1).inStage(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Firmware.stages(1).inStage(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Firmware.stages(IntStream.range(0, 100).toArray()).stages()).hasSize(100);
    assertThatThrownBy(() -> Firmware.stages(IntStream.rangeClosed(0, 100).toArray()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void gates_and_brakes_count_from_one_on() {
    assertThatThrownBy(() -> new Gate(0, RolloutShare.ALL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Brake(0, 1, RolloutShare.ALL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Brake(1, 0, RolloutShare.ALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stages_are_copied() {
    var stages = new ArrayList<>(List.of(new Stage(RolloutShare.ALL, Optional.empty())));
    var rollout = new Rollout(stages, 0, Optional.empty());
    stages.clear();
    assertThat(rollout.stages()).hasSize(1);
  }
}
