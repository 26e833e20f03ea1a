package peyk.domain.firmware;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import peyk.domain.IdempotencyKey;
import peyk.domain.device.Imei;

/** Releases in memory. */
public final class InMemoryReleaseRepository implements ReleaseRepository {
  private record Creator(String fingerprint, ReleaseId release) {}

  private final NavigableMap<Long, Release> releases = new TreeMap<>();
  private final Map<String, Creator> creators = new HashMap<>();

  InMemoryReleaseRepository() {}

  @Override
  public synchronized Creation create(
      NewRelease wanted, Rollout rollout, Optional<IdempotencyKey> key) {
    var creator = key.map(IdempotencyKey::value).map(creators::get);
    if (creator.isPresent()) {
      return key.map(IdempotencyKey::fingerprint).equals(creator.map(Creator::fingerprint))
          ? new Creation.Repeated(get(creator.get().release()))
          : new Creation.KeyInUse();
    }
    var same = find(wanted.hardware(), wanted.version());
    if (same.isPresent()) {
      return new Creation.Exists(same.get().id());
    }
    var release = add(wanted, ReleaseState.DRAFT, rollout);
    key.ifPresent(one -> creators.put(one.value(), new Creator(one.fingerprint(), release.id())));
    return new Creation.Created(release);
  }

  private Release add(NewRelease wanted, ReleaseState state, Rollout rollout) {
    var release =
        new Release(
            new ReleaseId(releases.size() + 1),
            wanted.hardware(),
            wanted.version(),
            wanted.date(),
            wanted.notes(),
            state,
            Optional.empty(),
            wanted.content(),
            rollout,
            0,
            Map.of());
    put(release);
    return release;
  }

  @Override
  public synchronized Imported importAll(List<NewRelease> wanted) {
    if (wanted.stream().anyMatch(release -> release.link().isEmpty())) {
      throw new IllegalArgumentException("a release that is imported has a link");
    }
    int created = 0;
    int updated = 0;
    int kept = 0;
    for (var release : wanted) {
      var before = find(release.hardware(), release.version());
      if (before.isEmpty()) {
        add(release, ReleaseState.ACTIVE, Rollout.toAll());
        created++;
      } else if (before.get().content() instanceof Content.Parts) {
        kept++;
      } else if (!before.get().content().equals(release.content())
          || !before.get().date().equals(release.date())) {
        put(with(before.get(), release.date(), release.content(), before.get().standings()));
        updated++;
      }
    }
    return new Imported(created, updated, wanted.size() - created - updated - kept, kept);
  }

  @Override
  public synchronized Optional<Release> find(ReleaseId id) {
    return Optional.ofNullable(releases.get(id.value()));
  }

  private Optional<Release> find(Hardware hardware, long version) {
    return releases.values().stream()
        .filter(release -> release.hardware().equals(hardware) && release.version() == version)
        .findFirst();
  }

  private Release get(ReleaseId id) {
    return find(id).orElseThrow();
  }

  @Override
  public synchronized List<Release> list(
      Optional<Hardware> hardware, Optional<ReleaseState> state, long after, int atMost) {
    return releases.tailMap(after, false).values().stream()
        .filter(release -> hardware.isEmpty() || release.hardware().equals(hardware.get()))
        .filter(release -> state.isEmpty() || release.state() == state.get())
        .map(release -> with(release, Map.of()))
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized Optional<ReleaseEdit> edit(
      ReleaseId id, Function<Release, ReleaseEdit> change) {
    var before = find(id);
    var edit = before.map(change);
    if (edit.orElse(null) instanceof ReleaseEdit.Changed(var release)) {
      put(release);
    }
    return edit;
  }

  @Override
  public synchronized boolean stand(
      ReleaseId id, Collection<Imei> imeis, Optional<Standing> standing) {
    var release = find(id);
    if (release.isEmpty()) {
      return false;
    }
    for (var imei : imeis) {
      if (standing.equals(Optional.of(Standing.PINNED))) {
        unpin(imei, release.get().hardware());
      }
      put(stand(get(id), imei, standing));
    }
    return true;
  }

  private void unpin(Imei imei, Hardware hardware) {
    all().stream()
        .filter(release -> release.hardware().equals(hardware))
        .filter(release -> release.standing(imei).equals(Optional.of(Standing.PINNED)))
        .forEach(release -> put(stand(release, imei, Optional.empty())));
  }

  private static Release stand(Release release, Imei imei, Optional<Standing> standing) {
    var standings = new HashMap<>(release.standings());
    standings.remove(imei);
    standing.ifPresent(one -> standings.put(imei, one));
    return with(release, standings);
  }

  @Override
  public synchronized Map<Imei, Standing> standings(ReleaseId id, String after, int atMost) {
    return find(id).map(Release::standings).orElse(Map.of()).entrySet().stream()
        .filter(entry -> entry.getKey().digits().compareTo(after) > 0)
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Imei::digits)))
        .limit(atMost)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
  }

  /** All releases, in order of their ids. */
  public synchronized List<Release> all() {
    return List.copyOf(releases.values());
  }

  /** Changes the parts of a release that is a draft without a link. */
  synchronized boolean changeParts(ReleaseId id, UnaryOperator<List<Part>> change) {
    var release = find(id).filter(Release::takesParts);
    release.ifPresent(draft -> {
      var parts = ((Content.Parts) draft.content()).parts();
      put(with(draft, draft.date(), new Content.Parts(change.apply(parts)), draft.standings()));
    });
    return release.isPresent();
  }

  private void put(Release release) {
    releases.put(release.id().value(), release);
  }

  private static Release with(Release release, Map<Imei, Standing> standings) {
    return with(release, release.date(), release.content(), standings);
  }

  private static Release with(
      Release release, String date, Content content, Map<Imei, Standing> standings) {
    return new Release(
        release.id(),
        release.hardware(),
        release.version(),
        date,
        release.notes(),
        release.state(),
        release.pausedBecause(),
        content,
        release.rollout(),
        release.round(),
        standings);
  }
}
