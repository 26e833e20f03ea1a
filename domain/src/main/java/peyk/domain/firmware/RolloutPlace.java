package peyk.domain.firmware;

import peyk.domain.device.Imei;

/**
 * A tracker's place in the order of a rollout.
 *
 * @param basisPoints hundredths of a percent, 0 to 9,999; a share includes the places below it
 */
public record RolloutPlace(int basisPoints) {
  public RolloutPlace {
    if (basisPoints < 0 || basisPoints >= RolloutShare.ALL.basisPoints()) {
      throw new IllegalArgumentException("a place is 0 to 9,999");
    }
  }

  /**
   * It depends only on the tracker and the release, so all replicas agree, and a tracker stays
   * inside a growing share. Another release has another order.
   */
  static RolloutPlace of(Imei imei, Release release) {
    var hardware = release.hardware();
    return new RolloutPlace(
        basisPoints(
            imei.digits()
                + "/"
                + hardware.type()
                + "/"
                + hardware.revision()
                + "/"
                + release.version()));
  }

  /** Never to be changed: each tracker would move to another place in the rollouts under way. */
  private static int basisPoints(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L; // FNV-1a
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL; // MurmurHash3's finaliser
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 33), RolloutShare.ALL.basisPoints());
  }

  /** In percent. */
  @Override
  public String toString() {
    return new RolloutShare(basisPoints).toString();
  }
}
