package peyk.domain.firmware;

import java.util.List;
import java.util.Optional;

/**
 * The rollout of a release: stages with growing shares of the trackers.
 *
 * @param stages in order of growing share
 * @param stage the present one, from 0
 * @param brake pauses the rollout by itself; without one only an operator does
 */
public record Rollout(List<Stage> stages, int stage, Optional<Brake> brake) {
  private static final int MOST_STAGES = 100;

  public Rollout {
    stages = List.copyOf(stages);
    if (stages.isEmpty() || stages.size() > MOST_STAGES || stage < 0 || stage >= stages.size()) {
      throw new IllegalArgumentException("a rollout has 1 to 100 stages and is in one of them");
    }
    for (int i = 1; i < stages.size(); i++) {
      if (stages.get(i).share().compareTo(stages.get(i - 1).share()) <= 0) {
        throw new IllegalArgumentException("each stage has a larger share than the one before");
      }
    }
  }

  /** To all trackers at once, without a brake. */
  public static Rollout toAll() {
    return new Rollout(List.of(new Stage(RolloutShare.ALL, Optional.empty())), 0, Optional.empty());
  }

  /** To all trackers at once, with the usual brake. */
  public static Rollout usual() {
    return new Rollout(toAll().stages(), 0, Optional.of(Brake.USUAL));
  }

  /**
   * @param gate starts the next stage by itself; without one an operator does
   */
  public record Stage(RolloutShare share, Optional<Gate> gate) {}

  /**
   * Opens when enough trackers of the stage have reported the new version.
   *
   * @param trackers the least number of them
   * @param share the least share of the stage's trackers
   */
  public record Gate(int trackers, RolloutShare share) {
    public Gate {
      requirePositive(trackers);
    }
  }

  /**
   * Pauses the release when too many trackers fail: they keep asking and still report the old
   * version.
   *
   * @param offers a tracker that still asks after this number of offers fails
   * @param trackers the least number of failing trackers in a stage
   * @param share the least share of the stage's trackers that fail
   */
  public record Brake(int offers, int trackers, RolloutShare share) {
    public static final Brake USUAL = new Brake(3, 5, RolloutShare.percent(10));

    public Brake {
      requirePositive(offers);
      requirePositive(trackers);
    }
  }

  public Stage present() {
    return stages.get(stage);
  }

  public RolloutShare share() {
    return present().share();
  }

  public boolean isInLastStage() {
    return stage == stages.size() - 1;
  }

  public Rollout inStage(int other) {
    return new Rollout(stages, other, brake);
  }

  private static void requirePositive(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("a rollout counts from 1 tracker and 1 offer on");
    }
  }
}
