package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.firmware.AdvanceOrPausePolicy.Cohort;
import peyk.domain.firmware.AdvanceOrPausePolicy.Progress;
import peyk.domain.firmware.AdvanceOrPausePolicy.Verdict;
import peyk.domain.firmware.AdvanceOrPausePolicy.Verdict.Advance;
import peyk.domain.firmware.AdvanceOrPausePolicy.Verdict.Pause;
import peyk.domain.firmware.AdvanceOrPausePolicy.Verdict.Stay;
import peyk.domain.firmware.Rollout.Brake;
import peyk.domain.firmware.Rollout.Gate;
import peyk.domain.firmware.Rollout.Stage;

class AdvanceOrPausePolicyTest {
  private static final Optional<Gate> GATE = Optional.of(new Gate(20, RolloutShare.percent(90)));

  private static final Stage ALL = new Stage(RolloutShare.ALL, Optional.empty());
  private static final Rollout ROLLOUT =
      new Rollout(
          List.of(
              new Stage(RolloutShare.percent(1), GATE),
              new Stage(RolloutShare.percent(25), Optional.empty()),
              new Stage(RolloutShare.ALL, GATE)),
          0,
          Optional.of(Brake.USUAL));

  @Test
  void at_first_a_rollout_stays_where_it_is() {
    assertThat(judge(stage(0, 0, 0, 0))).isEqualTo(new Stay());
  }

  @Test
  void enough_trackers_that_run_the_version_open_the_gate() {
    assertThat(judge(stage(0, 22, 20, 0))).isEqualTo(new Advance(1));
  }

  @Test
  void too_few_trackers_do_not_open_the_gate() {
    assertThat(judge(stage(0, 19, 19, 0))).isEqualTo(new Stay());
  }

  @Test
  void too_small_a_share_of_the_trackers_does_not_open_the_gate() {
    assertThat(judge(stage(0, 23, 20, 0))).isEqualTo(new Stay());
    assertThat(judge(stage(0, 200, 180, 0))).isEqualTo(new Advance(1));
    assertThat(judge(stage(0, 200, 179, 0))).isEqualTo(new Stay());
  }

  @Test
  void trackers_of_earlier_stages_do_not_open_the_gate() {
    var first = new Cohort(0, 100, 100, 0);
    var second = new Cohort(1, 19, 19, 0);
    var rollout =
        new Rollout(
            List.of(ROLLOUT.stages().get(0), new Stage(RolloutShare.percent(25), GATE), ALL),
            1,
            Optional.empty());

    assertThat(AdvanceOrPausePolicy.judge(rollout, new Progress(List.of(first, second))))
        .isEqualTo(new Stay());
  }

  @Test
  void without_a_gate_a_stage_lasts_until_an_operator_ends_it() {
    assertThat(AdvanceOrPausePolicy.judge(ROLLOUT.inStage(1), stage(1, 999, 999, 0)))
        .isEqualTo(new Stay());
  }

  @Test
  void behind_the_last_stage_there_is_none() {
    assertThat(AdvanceOrPausePolicy.judge(ROLLOUT.inStage(2), stage(2, 999, 999, 0)))
        .isEqualTo(new Stay());
  }

  @Test
  void too_many_trackers_that_fail_pause_the_release() {
    assertThat(judge(stage(0, 50, 10, 5)))
        .isEqualTo(
            new Pause(
                "5 of 50 trackers of stage 0 were offered it 3 times or more and still report an"
                    + " older version"));
  }

  @Test
  void trackers_of_one_stage_that_fail_are_not_outnumbered_by_those_of_another() {
    var progress = new Progress(List.of(new Cohort(0, 50, 45, 5), new Cohort(1, 5000, 100, 0)));

    assertThat(AdvanceOrPausePolicy.judge(ROLLOUT.inStage(1), progress)).isInstanceOf(Pause.class);
    assertThat(progress.failing()).isEqualTo(5);
    assertThat(progress.offered()).isEqualTo(5050);
    assertThat(progress.seen()).isEqualTo(145);
  }

  @Test
  void a_few_trackers_that_fail_do_not_pause_the_release() {
    assertThat(judge(stage(0, 10, 0, 4))).isEqualTo(new Stay());
  }

  @Test
  void a_small_share_of_trackers_that_fail_does_not_pause_the_release() {
    assertThat(judge(stage(0, 51, 10, 5))).isEqualTo(new Stay());
  }

  @Test
  void what_fails_does_not_spread() {
    assertThat(judge(stage(0, 50, 45, 5))).isInstanceOf(Pause.class);
  }

  @Test
  void without_a_brake_only_an_operator_pauses_the_release() {
    var rollout = new Rollout(ROLLOUT.stages(), 0, Optional.empty());
    assertThat(AdvanceOrPausePolicy.judge(rollout, stage(0, 50, 0, 50))).isEqualTo(new Stay());
  }

  private static Progress stage(int stage, long offered, long seen, long failing) {
    return new Progress(List.of(new Cohort(stage, offered, seen, failing)));
  }

  private static Verdict judge(Progress progress) {
    return AdvanceOrPausePolicy.judge(ROLLOUT, progress);
  }
}
