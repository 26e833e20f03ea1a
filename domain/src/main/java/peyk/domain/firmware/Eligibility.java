package peyk.domain.firmware;

import java.time.Instant;

/** Why a tracker gets a release, or does not. */
public sealed interface Eligibility {
  /** It is the tracker's turn. */
  record Inside(int bucket, RolloutShare share) implements Eligibility {}

  record Allowed() implements Eligibility {}

  record Pinned() implements Eligibility {}

  /** The tracker would get it, but gets a newer one. */
  record Outranked(long byVersion) implements Eligibility {}

  /** The tracker runs this version or a newer one. */
  record NotNewer() implements Eligibility {}

  record NotActive(ReleaseState state) implements Eligibility {}

  record Denied() implements Eligibility {}

  /** An operator has decided that the tracker gets that version and no other. */
  record PinnedElsewhere(long toVersion) implements Eligibility {}

  /** It is not the tracker's turn yet. */
  record Outside(int bucket, RolloutShare share) implements Eligibility {}

  /** The tracker has asked for it again and again, and has to wait. */
  record TooSoon(Instant until, int offers) implements Eligibility {}

  /** Whether the tracker may have the release, a newer one aside. */
  default boolean isEligible() {
    return this instanceof Inside || this instanceof Allowed || this instanceof Pinned;
  }

  /** A stable word for it. */
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
    };
  }

  /** The same as a sentence for operators. */
  default String sentence() {
    return switch (this) {
      case Inside(var bucket, var share) ->
          "Its place in the rollout, %s, is inside %s.".formatted(place(bucket), share);
      case Allowed() -> "It is on the allow list.";
      case Pinned() -> "It is pinned to this release.";
      case Outranked(var version) -> "It gets the newer release %s.".formatted(version);
      case NotNewer() -> "It runs this version or a newer one.";
      case NotActive(var state) -> "The release is %s.".formatted(state.word());
      case Denied() -> "It is on the deny list.";
      case PinnedElsewhere(var version) ->
          "It is pinned to the release %s and gets no other.".formatted(version);
      case Outside(var bucket, var share) ->
          "Its place in the rollout, %s, is outside %s.".formatted(place(bucket), share);
      case TooSoon(var until, var offers) ->
          "It was offered the release %s times and has to wait until %s.".formatted(offers, until);
    };
  }

  private static String place(int bucket) {
    return new RolloutShare(bucket).toString();
  }
}
