package peyk.domain.firmware;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.device.Imei;

/** Releases for tests, all of them for one kind of tracker, and the questions of such trackers. */
public final class Firmware {
  public static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  public static final Hardware HARDWARE = new Hardware(7, 2);
  public static final Hardware OTHER_HARDWARE = new Hardware(7, 3);
  public static final String DATE = "2026-10-31 08:30:00";

  /** Two offers at once, then after a minute, two, four and so on up to an hour. */
  public static final OfferRetryPolicy RETRIES =
      new OfferRetryPolicy(2, Duration.ofMinutes(1), Duration.ofHours(1));

  public static final FirmwareSelector SELECTOR = new FirmwareSelector(RETRIES, true);

  private Firmware() {}

  /** Active for all, at a link; its id is its version. */
  public static Release release(long version) {
    return release(version, Rollout.toAll(), Map.of());
  }

  /** Active for a share of the trackers, in percent. */
  public static Release release(long version, int percent) {
    return release(version, stages(percent), Map.of());
  }

  /** Active for nobody but those about whom an operator has decided. */
  public static Release release(long version, Map<Imei, Standing> standings) {
    return release(version, stages(0), standings);
  }

  public static Release release(long version, Rollout rollout, Map<Imei, Standing> standings) {
    return new Release(
        new ReleaseId(version),
        HARDWARE,
        version,
        DATE,
        "",
        ReleaseState.ACTIVE,
        Optional.empty(),
        new Content.Link(link(version)),
        rollout,
        0,
        standings);
  }

  /** A draft that has these parts and no link. */
  public static Release draft(long version, Part... parts) {
    return new Release(
        new ReleaseId(version),
        HARDWARE,
        version,
        DATE,
        "",
        ReleaseState.DRAFT,
        Optional.empty(),
        new Content.Parts(List.of(parts)),
        Rollout.toAll(),
        0,
        Map.of());
  }

  /** A part of ten bytes. */
  public static Part part(String name) {
    return new Part(name, 10, "a".repeat(64));
  }

  /** A release to be whose parts are uploaded. */
  public static NewRelease wanted(long version) {
    return new NewRelease(HARDWARE, version, DATE, "", Optional.empty());
  }

  /** A release to be that is found at a link. */
  public static NewRelease linked(long version) {
    return new NewRelease(HARDWARE, version, DATE, "", Optional.of(link(version)));
  }

  public static String link(long version) {
    return "ftp://fota.example/" + version;
  }

  /** Stages of these shares, in percent, which operators begin; without a brake. */
  public static Rollout stages(int... percents) {
    var stages =
        Arrays.stream(percents)
            .mapToObj(percent -> new Rollout.Stage(RolloutShare.percent(percent), Optional.empty()))
            .toList();
    return new Rollout(stages, 0, Optional.empty());
  }

  /** The question of a tracker that runs this version. */
  public static FirmwareCheck check(Imei imei, long version) {
    return new FirmwareCheck(imei, "SN-1", HARDWARE, version);
  }

  /** What a tracker is remembered to have been offered, the last time just {@link #NOW}. */
  public static Offer offer(long version, int times) {
    return new Offer(new ReleaseId(version), version, 0, times, NOW, Optional.empty());
  }
}
