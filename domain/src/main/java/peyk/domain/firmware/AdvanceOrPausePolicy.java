package peyk.domain.firmware;

import java.util.List;

/** Decides from a release's progress whether its rollout advances, pauses or stays. */
public final class AdvanceOrPausePolicy {
  private AdvanceOrPausePolicy() {}

  /**
   * The trackers that were first offered the release in one stage.
   *
   * @param offered their number
   * @param seen those that reported this version or a newer one
   * @param failing those that fail by the release's {@link Rollout.Brake}
   */
  public record Cohort(int stage, long offered, long seen, long failing) {}

  /** The progress of a release: a cohort for each stage in which it was offered. */
  public record Progress(List<Cohort> cohorts) {
    public Progress {
      cohorts = List.copyOf(cohorts);
    }

    public long offered() {
      return cohorts.stream().mapToLong(Cohort::offered).sum();
    }

    public long seen() {
      return cohorts.stream().mapToLong(Cohort::seen).sum();
    }

    public long failing() {
      return cohorts.stream().mapToLong(Cohort::failing).sum();
    }

    /** The cohort of a stage; an empty one if nobody was offered the release there. */
    public Cohort of(int stage) {
      return cohorts.stream()
          .filter(cohort -> cohort.stage() == stage)
          .findFirst()
          .orElseGet(() -> new Cohort(stage, 0, 0, 0));
    }
  }

  public sealed interface Verdict {
    record Stay() implements Verdict {}

    record Advance(int stage) implements Verdict {}

    record Pause(String reason) implements Verdict {}
  }

  /**
   * The brake comes first, so that a failing release does not spread. Each stage is judged by
   * itself: a later and larger stage may begin before the trackers of an earlier one have failed,
   * and would hide their failures.
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
