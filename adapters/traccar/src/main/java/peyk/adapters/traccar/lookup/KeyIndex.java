package peyk.adapters.traccar.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import peyk.adapters.traccar.lookup.KeyLookup.Kind;
import peyk.adapters.traccar.rest.Deadline;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.Pages;
import peyk.adapters.traccar.rest.Text;
import peyk.domain.GatewayUnavailableException;

/**
 * Which id an e-mail or unique id has, for a Traccar that cannot be asked for it. May be out of
 * date: whoever finds something here looks whether it is still so, and whoever does not refreshes
 * and looks again.
 */
final class KeyIndex {
  /** Who is looked for again and again does not make Traccar list everybody again and again. */
  private static final Duration YOUNG = Duration.ofSeconds(5);

  /** A listing that takes longer goes on for those who come later. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Pages pages;
  private final Kind kind;
  private final List<JsonNode> addedMeanwhile = new ArrayList<>();
  private LongTable ids = new LongTable();
  private @Nullable CompletableFuture<Void> listing;
  private Deadline young = Deadline.in(Duration.ZERO);

  KeyIndex(Pages pages, Kind kind) {
    this.pages = pages;
    this.kind = kind;
  }

  synchronized OptionalLong find(String text) {
    var exact = ids.get(hash(text));
    return exact.isPresent() || !kind.ignoresCase() ? exact : ids.get(hash(Text.lowerCase(text)));
  }

  synchronized void add(JsonNode row) {
    put(ids, row);
    if (listing != null) {
      addedMeanwhile.add(row);
    }
  }

  /**
   * Lists everybody, unless that was done a moment ago; those who ask at the same time share one
   * listing.
   *
   * @return whether anything may have changed
   */
  boolean refresh() {
    CompletableFuture<Void> shared;
    synchronized (this) {
      if (listing == null) {
        if (young.nanosLeft() > 0) {
          return false;
        }
        var begun = new CompletableFuture<Void>();
        Thread.ofVirtual().name("traccar-index").start(() -> load(begun));
        listing = begun;
      }
      shared = listing;
    }
    await(shared);
    return true;
  }

  private void load(CompletableFuture<Void> mine) {
    var fresh = new LongTable();
    var begun = Deadline.in(YOUNG);
    try {
      pages.forEach(kind.toList(), kind.listing(), row -> put(fresh, row));
      replaceBy(fresh, begun);
      mine.complete(null);
    } catch (RuntimeException e) {
      replaceBy(null, Deadline.in(Duration.ZERO));
      mine.completeExceptionally(e);
    }
  }

  private synchronized void replaceBy(@Nullable LongTable fresh, Deadline youngUntil) {
    if (fresh != null) {
      addedMeanwhile.forEach(row -> put(fresh, row));
      ids = fresh;
    }
    addedMeanwhile.clear();
    young = youngUntil;
    listing = null;
  }

  private static void await(CompletableFuture<Void> listing) {
    try {
      listing.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new GatewayUnavailableException("Traccar takes long to list what it has", e);
    } catch (ExecutionException e) {
      throw new GatewayUnavailableException("Traccar could not list what it has", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayUnavailableException("interrupted while waiting for Traccar", e);
    }
  }

  /** Of keys that differ in letter case each is found by itself, and one by any other spelling. */
  private void put(LongTable table, JsonNode row) {
    var key = kind.keyOf(row);
    var id = LosslessJson.id(row);
    table.put(hash(key), id);
    var lower = Text.lowerCase(key);
    if (kind.ignoresCase() && !lower.equals(key)) {
      table.putIfAbsent(hash(lower), id);
    }
  }

  /** Users choose their e-mails: with a weaker hash they could make one hide another. */
  private static long hash(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Text.utf8(key));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
