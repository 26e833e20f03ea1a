package peyk.domain.firmware;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.domain.device.Imei;

/** A snapshot of all releases. */
public final class Releases {
  private final Map<Hardware, List<Release>> byHardware;

  public Releases(List<Release> releases) {
    this.byHardware =
        releases.stream()
            .sorted(Comparator.comparingLong(Release::version).reversed())
            .collect(Collectors.groupingBy(Release::hardware));
  }

  /** The releases for exactly this hardware, the newest first. */
  public List<Release> of(Hardware hardware) {
    return byHardware.getOrDefault(hardware, List.of());
  }

  public Optional<Release> find(ReleaseId id) {
    return all().filter(release -> release.id().equals(id)).findFirst();
  }

  private Stream<Release> all() {
    return byHardware.values().stream().flatMap(Collection::stream);
  }

  /** The releases with uploaded parts that trackers may fetch. */
  public Stream<Release> fetchable() {
    return all()
        .filter(release -> release.state().isFetchable())
        .filter(release -> release.content() instanceof Content.Parts);
  }

  /** The releases of any hardware on which this tracker has a standing, the newest id first. */
  public List<Release> standing(Imei imei) {
    return all()
        .filter(release -> release.standing(imei).isPresent())
        .sorted(Comparator.comparing((Release release) -> release.id().value()).reversed())
        .toList();
  }
}
