package peyk.domain.firmware;

import java.time.Instant;

/** The reason why a tracker gets a release or does not. */
public sealed interface Eligibility {
  /** The tracker is in the present share. */
  record Inside(RolloutPlace place, RolloutShare share) implements Eligibility {}

  record Allowed() implements Eligibility {}

  record Pinned() implements Eligibility {}

  /** The tracker is eligible, but for a newer release too. */
  record Outranked(long byVersion) implements Eligibility {}

  /** The tracker runs this version or a newer one. */
  record NotNewer() implements Eligibility {}

  record NotActive(ReleaseState state) implements Eligibility {}

  record Denied() implements Eligibility {}

  /** An operator pinned the tracker to another version. */
  record PinnedElsewhere(long toVersion) implements Eligibility {}

  /** The tracker is not in the present share. */
  record Outside(RolloutPlace place, RolloutShare share) implements Eligibility {}

  /** The tracker was offered it too often and has to wait. */
  record TooSoon(Instant until, int offers) implements Eligibility {}

  /** Its parts are stored here, and no link to them can be built. */
  record CannotBeTold() implements Eligibility {}

  /** Whether the tracker may have the release if there is no newer one. */
  default boolean isEligible() {
    return this instanceof Inside || this instanceof Allowed || this instanceof Pinned;
  }

  /** The reason for programs; stable. */
  default String code() {
    return switch (this) {
      case Inside inside -> "inside_rollout";
      case Allowed allowed -> "allowed";
      case Pinned pinned -> "pinned";
      case Outranked outranked -> "newer_release";
      case NotNewer notNewer -> "not_newer";
      case NotActive(var state) -> "release_" + state.word();
      case Denied denied -> "denied";
      case PinnedElsewhere elsewhere -> "pinned_elsewhere";
      case Outside outside -> "outside_rollout";
      case TooSoon tooSoon -> "retry_later";
      case CannotBeTold cannotBeTold -> "no_link";
    };
  }

  /** The reason for operators. */
  default String sentence() {
    return switch (this) {
      case Inside(var place, var share) ->
          "Its place in the rollout, %s, is inside %s.".formatted(place, share);
      case Allowed() -> "It is on the allow list.";
      case Pinned() -> "It is pinned to this release.";
      case Outranked(var version) -> "It gets the newer release %s.".formatted(version);
      case NotNewer() -> "It runs this version or a newer one.";
      case NotActive(var state) -> "The release is %s.".formatted(state.word());
      case Denied() -> "It is on the deny list.";
      case PinnedElsewhere(var version) ->
          "It is pinned to the release %s and gets no other.".formatted(version);
      case Outside(var place, var share) ->
          "Its place in the rollout, %s, is outside %s.".formatted(place, share);
      case TooSoon(var until, var offers) ->
          "It was offered the release %s times and has to wait until %s.".formatted(offers, until);
      case CannotBeTold() -> "Trackers could not fetch its parts: FTP is switched off.";
    };
  }
}
