package peyk.adapters.traccar.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import peyk.adapters.traccar.lookup.KeyLookup.Resource;
import peyk.adapters.traccar.rest.Deadline;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;

/**
 * The ids of e-mails or unique ids, for a Traccar that cannot be asked for them. It may be out of
 * date: check what it finds, and if it finds nothing, refresh it and look again.
 */
final class KeyIndex {
  /** Repeated lookups of a missing key list everything only this often. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** A listing that takes longer continues for later callers. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final TraccarClient client;
  private final Resource resource;
  private final Duration pause;
  private final Map<String, Long> ids = new ConcurrentHashMap<>();
  private final Map<String, Set<Long>> idsByLowerCase = new ConcurrentHashMap<>();

  /** The latest listing. It ends with the time until which it counts as new. */
  private CompletableFuture<Deadline> listing =
      CompletableFuture.completedFuture(Deadline.in(Duration.ZERO));

  KeyIndex(TraccarClient client, Resource resource, Duration pause) {
    this.client = client;
    this.resource = resource;
    this.pause = pause;
  }

  /** The id of this key, or else those of keys that differ from it in letter case only. */
  Set<Long> find(String key) {
    var exact = ids.get(key);
    if (exact != null) {
      return Set.of(exact);
    }
    return resource.ignoresCase ? idsByLowerCase.getOrDefault(lowerCase(key), Set.of()) : Set.of();
  }

  void add(JsonNode row) {
    var key = resource.keyOf(row);
    var id = LosslessJson.id(row);
    ids.put(key, id);
    if (resource.ignoresCase) {
      idsByLowerCase.computeIfAbsent(lowerCase(key), _ -> ConcurrentHashMap.newKeySet()).add(id);
    }
  }

  private static String lowerCase(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  /**
   * Lists everything, unless that was done a moment ago. Simultaneous callers share one listing.
   *
   * @return whether anything may have changed
   */
  boolean refresh() {
    CompletableFuture<Deadline> shared;
    synchronized (this) {
      if (isNew()) {
        return false;
      }
      if (listing.isDone()) {
        listing = CompletableFuture.supplyAsync(this::list, Thread::startVirtualThread);
      }
      shared = listing;
    }
    await(shared);
    return true;
  }

  /** Lists everything at the next question, because something is known to be missing. */
  synchronized void outdate() {
    if (listing.isDone()) {
      listing = CompletableFuture.completedFuture(Deadline.in(Duration.ZERO));
    }
  }

  private boolean isNew() {
    return listing.state() == Future.State.SUCCESS && listing.resultNow().nanosLeft() > 0;
  }

  private Deadline list() {
    client.forEachRow("list all " + resource.noun + "s", resource.listing, this::add);
    return Deadline.in(pause);
  }

  private static void await(CompletableFuture<?> listing) {
    try {
      listing.copy().orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new GatewayUnavailableException("Traccar could not list what it has in time", e);
    }
  }
}
