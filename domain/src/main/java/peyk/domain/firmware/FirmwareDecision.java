package peyk.domain.firmware;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a firmware check, with its reasons.
 *
 * @param considered the releases for its hardware, the newest first
 * @param offered the release for the tracker
 * @param seen the earlier offers whose version, or a newer one, the tracker now runs
 * @param counts whether the offer counts for the progress of the rollout
 */
public record FirmwareDecision(
    FirmwareCheck check,
    Instant at,
    List<Considered> considered,
    Optional<Release> offered,
    List<ReleaseId> seen,
    boolean counts) {
  /** The stage of offers that do not count. */
  public static final int UNCOUNTED = -1;

  public FirmwareDecision {
    considered = List.copyOf(considered);
    seen = List.copyOf(seen);
  }

  public FirmwareDecision(
      FirmwareCheck check,
      Instant at,
      List<Considered> considered,
      Optional<Release> offered,
      List<ReleaseId> seen) {
    this(check, at, considered, offered, seen, true);
  }

  /** The same for a tracker that may be invented: its offer moves no rollout. */
  public FirmwareDecision uncounted() {
    return new FirmwareDecision(check, at, considered, offered, seen, false);
  }

  /**
   * The stage for whose progress an offer counts from now on, unless it counts already; {@link
   * #UNCOUNTED} if none. A tracker that took an offer before Traccar had it counts when it is seen.
   */
  public int stageOf(ReleaseId release) {
    return considered.stream()
        .map(Considered::release)
        .filter(one -> counts && one.id().equals(release))
        .findFirst()
        .map(one -> one.rollout().stage())
        .orElse(UNCOUNTED);
  }

  public record Considered(Release release, Eligibility finding) {}

  /**
   * The offered release, or else the newest one above the tracker's version; empty if there is
   * none.
   */
  public Optional<Considered> decisive() {
    return considered.stream()
        .filter(one -> offered.isPresent() ? one.finding().isEligible() : isNews(one.finding()))
        .findFirst();
  }

  private static boolean isNews(Eligibility finding) {
    return !(finding instanceof Eligibility.NotNewer
        || finding instanceof Eligibility.NotActive(var state) && state == ReleaseState.DRAFT);
  }

  /** The reason as it is stored and counted; stable. */
  public String reason() {
    return decisive()
        .map(one -> one.finding().code())
        .orElse(considered.isEmpty() ? "no_release" : "up_to_date");
  }

  /** The reason for operators; empty if there is no release for the hardware. */
  public String explanation() {
    return decisive()
        .or(this::newestThatItHas)
        .or(() -> considered.stream().findFirst())
        .map(one -> one.finding().sentence())
        .orElse("");
  }

  private Optional<Considered> newestThatItHas() {
    return considered.stream()
        .filter(one -> one.finding() instanceof Eligibility.NotNewer)
        .findFirst();
  }

  /**
   * The tracker's offers after this decision.
   *
   * @param before its offers until now
   */
  public List<Offer> remember(List<Offer> before) {
    var after = new LinkedHashMap<ReleaseId, Offer>();
    for (var offer : before) {
      after.put(offer.release(), seen.contains(offer.release()) ? offer.arrived(at) : offer);
    }
    offered.ifPresent(release ->
        after.merge(
            release.id(),
            Offer.first(release, at),
            (earlier, first) -> earlier.in(release).again(at)));
    return List.copyOf(after.values());
  }
}
