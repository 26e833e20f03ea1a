package peyk.adapters.postgres.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.StorageUnavailableException;

/**
 * Reads a content by one statement for each read, so that a slow client keeps no connection. To be
 * buffered by as much as a chunk.
 */
final class ContentStream extends InputStream {
  private final Storage storage;
  private final UUID id;
  private final long size;
  private long position;

  ContentStream(Storage storage, UUID id, long from, long size) {
    this.storage = storage;
    this.id = id;
    this.size = size;
    this.position = from;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    var bytes = next(length);
    System.arraycopy(bytes, 0, buffer, offset, bytes.length);
    position += bytes.length;
    return bytes.length;
  }

  /** From the chunk in which the position lies. */
  private byte[] next(int atMost) throws IOException {
    try {
      return storage
          .sql(
              """
              SELECT substr(bytes, (:position - start + 1)::integer, :atMost)
                FROM firmware_chunk
               WHERE content_id = :id AND start <= :position
               ORDER BY start DESC
               LIMIT 1
              """)
          .bind("id", id)
          .bind("position", position)
          .bind("atMost", atMost)
          .find(byte[].class)
          .filter(bytes -> bytes.length > 0)
          .orElseThrow(() -> new IOException("the part is not there any more"));
    } catch (StorageUnavailableException e) {
      throw new IOException("the database cannot be asked", e);
    }
  }
}
