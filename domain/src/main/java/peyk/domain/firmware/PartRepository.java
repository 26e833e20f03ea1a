package peyk.domain.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The contents of the parts of releases. They are streamed: however long a part is, the memory used
 * stays the same.
 */
public interface PartRepository {
  /** What became of an upload. */
  sealed interface Upload {
    record Stored(Part part) implements Upload {}

    record NoSuchRelease() implements Upload {}

    /** Only a draft's parts may change, and only of one that has no link. */
    record NotADraft() implements Upload {}

    record TooLong() implements Upload {}

    /** What arrived is not what was sent. */
    record WrongHash(String sha256) implements Upload {}
  }

  /**
   * Stores a part, in place of one of the same name. Nothing of it is visible until all of it is
   * stored.
   *
   * @param atMost bytes
   * @param sha256 what the content's hash has to be, if that is known
   * @throws IOException if the content cannot be read; then nothing is stored
   */
  Upload store(
      ReleaseId release, String name, InputStream content, long atMost, Optional<String> sha256)
      throws IOException;

  /**
   * Removes a part of a draft.
   *
   * @return false if there is none, or if its release is no draft
   */
  boolean delete(ReleaseId release, String name);

  /**
   * The content of a part, from a byte on; empty if there is no such part. Its reader closes it. A
   * database that goes away meanwhile is an {@link IOException} of the stream.
   */
  Optional<InputStream> open(ReleaseId release, String name, long from);
}
