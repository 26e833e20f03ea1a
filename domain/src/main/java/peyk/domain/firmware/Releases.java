package peyk.domain.firmware;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.domain.device.Imei;

/** All releases, as they were at one moment. */
public final class Releases {
  private final Map<Hardware, List<Release>> byHardware;

  public Releases(List<Release> releases) {
    this.byHardware =
        releases.stream()
            .sorted(Comparator.comparingLong(Release::version).reversed())
            .collect(Collectors.groupingBy(Release::hardware));
  }

  /** Those for exactly this hardware, the newest first. */
  public List<Release> of(Hardware hardware) {
    return byHardware.getOrDefault(hardware, List.of());
  }

  public Optional<Release> find(ReleaseId id) {
    return all().filter(release -> release.id().equals(id)).findFirst();
  }

  private Stream<Release> all() {
    return byHardware.values().stream().flatMap(Collection::stream);
  }

  /** Those whose parts are here and may be fetched. */
  public Stream<Release> fetchable() {
    return all()
        .filter(release -> release.state().isFetchable())
        .filter(release -> release.content() instanceof Content.Parts);
  }

  /** Those about which an operator has decided for this tracker, whatever hardware they are for. */
  public List<Release> standing(Imei imei) {
    return all()
        .filter(release -> release.standing(imei).isPresent())
        .sorted(Comparator.comparing((Release release) -> release.id().value()).reversed())
        .toList();
  }
}
