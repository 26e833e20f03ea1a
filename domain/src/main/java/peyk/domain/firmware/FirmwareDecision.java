package peyk.domain.firmware;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a tracker's question, and why.
 *
 * @param considered the releases for its hardware, the newest first, each with why the tracker gets
 *     it or not
 * @param offered the one it gets
 * @param seen the releases that it was offered before and is now seen to run, or to have passed
 */
public record FirmwareDecision(
    FirmwareCheck check,
    Instant at,
    List<Considered> considered,
    Optional<Release> offered,
    List<ReleaseId> seen) {
  public FirmwareDecision {
    considered = List.copyOf(considered);
    seen = List.copyOf(seen);
  }

  public record Considered(Release release, Eligibility finding) {}

  /**
   * What decided: the offered release, or else the newest one that is newer than what the tracker
   * runs; empty if there is none.
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

  /** A stable word for the reason, as it is stored and counted. */
  public String reason() {
    return decisive()
        .map(one -> one.finding().code())
        .orElse(considered.isEmpty() ? "no_release" : "up_to_date");
  }

  /** The reason as a sentence for operators; empty if there is no release for the hardware. */
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
   * What is remembered of the tracker from now on.
   *
   * @param before what was remembered when this was decided
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
