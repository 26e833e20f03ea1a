package peyk.domain.firmware;

import java.util.List;
import java.util.stream.IntStream;

/** The result of an action on a release by an operator or by the service. */
public sealed interface ReleaseEdit {
  record Changed(Release release) implements ReleaseEdit {}

  /**
   * @param code stable
   */
  record Refused(String code, String sentence) implements ReleaseEdit {}

  /** Offers the release from now on, also after a pause. */
  static ReleaseEdit activate(Release release) {
    return switch (release.state()) {
      case ACTIVE -> new Changed(release);
      case PAUSED -> new Changed(release.resumed());
      case WITHDRAWN -> WITHDRAWN;
      case DRAFT -> isWhole(release.content()) ? begin(release) : INCOMPLETE;
    };
  }

  /** Stops offering the release for now. */
  static ReleaseEdit pause(Release release, String reason) {
    return switch (release.state()) {
      case ACTIVE -> new Changed(release.pausedBecause(reason));
      case PAUSED -> new Changed(release);
      case WITHDRAWN -> WITHDRAWN;
      case DRAFT -> new Refused("release_draft", "The release is a draft: nobody gets it yet.");
    };
  }

  /** Withdraws the release and its parts for good. */
  static ReleaseEdit withdraw(Release release) {
    return new Changed(
        release.state() == ReleaseState.WITHDRAWN ? release : release.in(ReleaseState.WITHDRAWN));
  }

  static ReleaseEdit advance(Release release) {
    if (release.state() == ReleaseState.WITHDRAWN) {
      return WITHDRAWN;
    }
    return release.rollout().isInLastStage()
        ? new Refused("last_stage", "The rollout is in its last stage.")
        : new Changed(release.with(release.rollout().inStage(release.rollout().stage() + 1)));
  }

  static ReleaseEdit rollOut(Release release, Rollout rollout) {
    return release.state() == ReleaseState.WITHDRAWN
        ? WITHDRAWN
        : new Changed(release.with(rollout));
  }

  Refused WITHDRAWN = new Refused("release_withdrawn", "The release is withdrawn for good.");
  Refused INCOMPLETE =
      new Refused(
          "release_incomplete",
          "The release needs parts of one name, numbered from 001 without a gap.");

  private static ReleaseEdit begin(Release release) {
    return new Changed(release.in(ReleaseState.ACTIVE));
  }

  /**
   * Trackers fetch numbered parts until one is missing. A gap or a change of name would stop them
   * too early.
   */
  private static boolean isWhole(Content content) {
    return switch (content) {
      case Content.Link link -> true;
      case Content.Parts(var parts) -> !parts.isEmpty() && isNumbered(parts);
    };
  }

  private static boolean isNumbered(List<Part> parts) {
    var names = parts.stream().map(Part::name).sorted().toList();
    var stem = stem(names.getFirst());
    return IntStream.range(0, names.size())
        .allMatch(i -> stem(names.get(i)).equals(stem) && number(names.get(i)) == i + 1);
  }

  private static String stem(String name) {
    return name.substring(0, name.indexOf('.'));
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(name.indexOf('.') + 1));
  }
}
