package peyk.domain.firmware;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Downloads, counted in memory. */
public final class InMemoryDownloadRepository implements DownloadRepository {
  private final Map<ReleaseId, Map<String, PartDownloads>> downloads = new HashMap<>();

  InMemoryDownloadRepository() {}

  @Override
  public synchronized void add(ReleaseId release, String part, boolean completed) {
    downloads
        .computeIfAbsent(release, id -> new TreeMap<>())
        .merge(
            part,
            new PartDownloads(part, completed ? 1 : 0, completed ? 0 : 1),
            (before, one) ->
                new PartDownloads(
                    part, before.completed() + one.completed(), before.aborted() + one.aborted()));
  }

  @Override
  public synchronized List<PartDownloads> of(ReleaseId release) {
    return List.copyOf(downloads.getOrDefault(release, Map.of()).values());
  }
}
