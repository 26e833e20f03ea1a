package peyk.adapters.postgres.firmware;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sha256;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.time.ClusterTime;

/**
 * Parts in {@code firmware_part}, their contents in {@code firmware_chunk}. Each chunk is stored by
 * a statement of its own, so that a slow client keeps no connection. Housekeeping deletes what is
 * left of an upload that broke off.
 */
public record JdbiPartRepository(Storage storage, ClusterTime clock) implements PartRepository {
  static final int CHUNK = 64 * 1024;

  private static final Logger log = LoggerFactory.getLogger(JdbiPartRepository.class);

  @Override
  public Upload store(
      ReleaseId release, String name, InputStream content, long atMost, Optional<String> sha256)
      throws IOException {
    if (!Part.isName(name)) {
      throw new IllegalArgumentException("a part has a name such as app.001");
    }
    var refusal = storage.with(handle -> refusal(handle, release));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    var id = begin();
    try {
      var upload = receive(id, release, name, content, atMost, sha256);
      if (!(upload instanceof Upload.Stored)) {
        discard(id);
      }
      return upload;
    } catch (IOException | RuntimeException e) {
      discard(id);
      throw e;
    }
  }

  private static Optional<Upload> refusal(Handle handle, ReleaseId release) {
    var found = ReleaseRows.find(handle, release);
    if (found.isEmpty()) {
      return Optional.of(new Upload.NoSuchRelease());
    }
    return found.get().takesParts() ? Optional.empty() : Optional.of(new Upload.NotADraft());
  }

  private UUID begin() {
    var id = UUID.randomUUID();
    storage
        .sql("INSERT INTO firmware_content (id, unfinished_since) VALUES (:id, :now)")
        .bind("id", id)
        .bind("now", clock.now())
        .execute();
    return id;
  }

  private Upload receive(
      UUID id,
      ReleaseId release,
      String name,
      InputStream content,
      long atMost,
      Optional<String> sha256)
      throws IOException {
    var digest = Sha256.digest();
    var buffer = new byte[CHUNK];
    long size = 0;
    while (true) {
      int wanted = 1 + (int) Math.min(CHUNK - 1, atMost - size);
      int length = content.readNBytes(buffer, 0, wanted);
      if (length == 0) {
        break;
      }
      if (length > atMost - size) {
        return new Upload.TooLong();
      }
      digest.update(buffer, 0, length);
      add(id, size, length == CHUNK ? buffer : Arrays.copyOf(buffer, length));
      size += length;
    }
    var part = new Part(name, size, HexFormat.of().formatHex(digest.digest()));
    return sha256.isPresent() && !sha256.get().equalsIgnoreCase(part.sha256())
        ? new Upload.WrongHash(part.sha256())
        : finish(id, release, part);
  }

  private void add(UUID id, long start, byte[] bytes) {
    storage
        .sql(
            """
            INSERT INTO firmware_chunk (content_id, start, bytes)
            VALUES (:id, :start, :bytes)
            """)
        .bind("id", id)
        .bind("start", start)
        .bind("bytes", bytes)
        .execute();
  }

  /** The release may have been activated since the upload began. */
  private Upload finish(UUID id, ReleaseId release, Part part) {
    return storage.inTransaction(transaction -> {
      ReleaseRows.lock(transaction);
      var refusal = refusal(transaction, release);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      var before = contentOf(transaction, release, part.name());
      Sql.in(transaction, "UPDATE firmware_content SET unfinished_since = NULL WHERE id = :id")
          .bind("id", id)
          .execute();
      Sql.in(
              transaction,
              """
              INSERT INTO firmware_part (release_id, name, size, sha256, content_id)
              VALUES (:release, :name, :size, :sha256, :id)
              ON CONFLICT (release_id, name) DO UPDATE
                 SET size = EXCLUDED.size, sha256 = EXCLUDED.sha256,
                     content_id = EXCLUDED.content_id
              """)
          .bind("release", release)
          .bind("name", part.name())
          .bind("size", part.size())
          .bind("sha256", part.sha256())
          .bind("id", id)
          .execute();
      before.ifPresent(content -> delete(transaction, content));
      return new Upload.Stored(part);
    });
  }

  private static Optional<UUID> contentOf(Handle transaction, ReleaseId release, String name) {
    return Sql.in(
            transaction,
            "SELECT content_id FROM firmware_part WHERE release_id = :release AND name = :name")
        .bind("release", release)
        .bind("name", name)
        .find(UUID.class);
  }

  private static void delete(Handle transaction, UUID content) {
    Sql.in(transaction, "DELETE FROM firmware_content WHERE id = :id")
        .bind("id", content)
        .execute();
  }

  /** A part that was stored after all, though the connection was lost at the very end, stays. */
  private void discard(UUID id) {
    try {
      storage
          .sql("DELETE FROM firmware_content WHERE id = :id AND unfinished_since IS NOT NULL")
          .bind("id", id)
          .execute();
    } catch (RuntimeException e) {
      log.debug("the rest of an upload is left to housekeeping", e);
    }
  }

  @Override
  public boolean delete(ReleaseId release, String name) {
    return storage.inTransaction(transaction -> {
      ReleaseRows.lock(transaction);
      var content = contentOf(transaction, release, name);
      if (content.isEmpty() || refusal(transaction, release).isPresent()) {
        return false;
      }
      Sql.in(transaction, "DELETE FROM firmware_part WHERE content_id = :id")
          .bind("id", content.get())
          .execute();
      delete(transaction, content.get());
      return true;
    });
  }

  @Override
  public Optional<InputStream> open(ReleaseId release, String name, long from) {
    return storage
        .sql(
            """
            SELECT content_id, size
              FROM firmware_part
             WHERE release_id = :release AND name = :name
            """)
        .bind("release", release)
        .bind("name", name)
        .find(row ->
            new BufferedInputStream(
                new ContentStream(
                    storage, Columns.uuid(row, "content_id"), from, row.getLong("size")),
                CHUNK));
  }
}
