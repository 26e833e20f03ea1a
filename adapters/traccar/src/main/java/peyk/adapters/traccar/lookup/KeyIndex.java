package peyk.adapters.traccar.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
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
  private static final Duration SHORTEST_AGE = Duration.ofSeconds(5);

  /** A listing that takes longer goes on for later callers. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final TraccarClient client;
  private final Resource resource;
  private final List<JsonNode> addedMeanwhile = new ArrayList<>();
  private Map<Long, Long> idsByHash = new HashMap<>();
  private @Nullable CompletableFuture<Void> listing;
  private Deadline freshUntil = Deadline.in(Duration.ZERO);

  KeyIndex(TraccarClient client, Resource resource) {
    this.client = client;
    this.resource = resource;
  }

  synchronized Optional<Long> find(String key) {
    var exact = Optional.ofNullable(idsByHash.get(hash(key)));
    return exact.isPresent() || !resource.ignoresCase
        ? exact
        : Optional.ofNullable(idsByHash.get(hash(lowerCase(key))));
  }

  synchronized void add(JsonNode row) {
    put(idsByHash, row);
    if (listing != null) {
      addedMeanwhile.add(row);
    }
  }

  /**
   * Lists everything, unless that was done a moment ago. Simultaneous callers share one listing.
   *
   * @return whether anything may have changed
   */
  boolean refresh() {
    CompletableFuture<Void> shared;
    synchronized (this) {
      if (listing == null) {
        if (freshUntil.nanosLeft() > 0) {
          return false;
        }
        var started = new CompletableFuture<Void>();
        Thread.ofVirtual().name("traccar-index").start(() -> load(started));
        listing = started;
      }
      shared = listing;
    }
    await(shared);
    return true;
  }

  private void load(CompletableFuture<Void> mine) {
    var fresh = new HashMap<Long, Long>();
    var deadline = Deadline.in(SHORTEST_AGE);
    try {
      client.forEachRow(
          "list all " + resource.noun + "s", resource.listing, row -> put(fresh, row));
      replaceBy(fresh, deadline);
      mine.complete(null);
    } catch (RuntimeException e) {
      replaceBy(null, Deadline.in(Duration.ZERO));
      mine.completeExceptionally(e);
    }
  }

  private synchronized void replaceBy(@Nullable Map<Long, Long> fresh, Deadline until) {
    if (fresh != null) {
      addedMeanwhile.forEach(row -> put(fresh, row));
      idsByHash = fresh;
    }
    addedMeanwhile.clear();
    freshUntil = until;
    listing = null;
  }

  private static void await(CompletableFuture<Void> listing) {
    try {
      listing.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new GatewayUnavailableException("Traccar takes long to list what it has", e);
    } catch (ExecutionException e) {
      throw new GatewayUnavailableException("Traccar could not list what it has", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayUnavailableException("interrupted while waiting for Traccar", e);
    }
  }

  /** Keys that differ in letter case are found each by itself, and one by any other spelling. */
  private void put(Map<Long, Long> ids, JsonNode row) {
    var key = resource.keyOf(row);
    var id = LosslessJson.id(row);
    ids.put(hash(key), id);
    var lower = lowerCase(key);
    if (resource.ignoresCase && !lower.equals(key)) {
      ids.putIfAbsent(hash(lower), id);
    }
  }

  private static String lowerCase(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  /**
   * Takes less memory than the key. Users choose their e-mails: with a weaker hash they could make
   * one hide another.
   */
  private static long hash(String key) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
