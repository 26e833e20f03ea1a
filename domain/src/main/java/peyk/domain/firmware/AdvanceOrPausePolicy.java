package peyk.domain.firmware;

import java.util.List;

/** Decides, from what was seen of a release, whether its rollout goes on, stops, or stays. */
public final class AdvanceOrPausePolicy {
  private AdvanceOrPausePolicy() {}

  /**
   * The trackers of a stage: those that were offered the release first in it.
   *
   * @param offered how many they are
   * @param seen of these, trackers that were seen to run it, or a newer one
   * @param failing of these, trackers that fail, by the release's {@link Rollout.Brake}
   */
  public record Cohort(int stage, long offered, long seen, long failing) {}

  /** What was seen of a release: a cohort for each stage in which it was offered to somebody. */
  public record Progress(List<Cohort> cohorts) {
    public Progress {
      cohorts = List.copyOf(cohorts);
    }

    /** How many trackers were offered it. */
    public long offered() {
      return cohorts.stream().mapToLong(Cohort::offered).sum();
    }

    public long seen() {
      return cohorts.stream().mapToLong(Cohort::seen).sum();
    }

    public long failing() {
      return cohorts.stream().mapToLong(Cohort::failing).sum();
    }

    /** The cohort of a stage; an empty one if nobody was offered it there. */
    public Cohort of(int stage) {
      return cohorts.stream()
          .filter(cohort -> cohort.stage() == stage)
          .findFirst()
          .orElseGet(() -> new Cohort(stage, 0, 0, 0));
    }
  }

  /** What is to be done. */
  public sealed interface Verdict {
    record Stay() implements Verdict {}

    record Advance(int stage) implements Verdict {}

    record Pause(String reason) implements Verdict {}
  }

  /**
   * The brake is looked at first: what fails does not spread. Each stage is judged by itself: it
   * takes some time until a tracker has failed, and meanwhile a later and larger stage may have
   * begun, in which the failures of an earlier one would be few.
   */
  public static Verdict judge(Rollout rollout, Progress progress) {
    var failed =
        rollout
            .brake()
            .flatMap(brake ->
                progress.cohorts().stream().filter(cohort -> fails(cohort, brake)).findFirst());
    if (failed.isPresent()) {
      return new Verdict.Pause(reason(failed.get(), rollout.brake().orElseThrow()));
    }
    var present = progress.of(rollout.stage());
    return !rollout.isInLastStage()
            && rollout.present().gate().filter(gate -> passes(present, gate)).isPresent()
        ? new Verdict.Advance(rollout.stage() + 1)
        : new Verdict.Stay();
  }

  private static boolean fails(Cohort cohort, Rollout.Brake brake) {
    return cohort.failing() >= brake.trackers()
        && brake.share().isReachedBy(cohort.failing(), cohort.offered());
  }

  private static boolean passes(Cohort cohort, Rollout.Gate gate) {
    return cohort.seen() >= gate.trackers()
        && gate.share().isReachedBy(cohort.seen(), cohort.offered());
  }

  private static String reason(Cohort failed, Rollout.Brake brake) {
    return "%s of %s trackers of stage %s were offered it %s times or more and still report an older version"
        .formatted(failed.failing(), failed.offered(), failed.stage(), brake.offers());
  }
}
