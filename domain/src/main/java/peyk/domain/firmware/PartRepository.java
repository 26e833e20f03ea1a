package peyk.domain.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The contents of the parts of releases. They are streamed, so that memory does not depend on their
 * length.
 */
public interface PartRepository {
  /** The result of an upload. */
  sealed interface Upload {
    record Stored(Part part) implements Upload {}

    record NoSuchRelease() implements Upload {}

    /** Only parts of a draft without a link may change. */
    record NotADraft() implements Upload {}

    record TooLong() implements Upload {}

    /** The received content has another hash than the sender gave. */
    record WrongHash(String sha256) implements Upload {}
  }

  /**
   * Stores a part and replaces one of the same name. The part becomes visible only when it is
   * complete.
   *
   * @param atMost bytes
   * @param sha256 the expected hash, if it is known
   * @throws IOException if the content cannot be read; then nothing is stored
   */
  Upload store(
      ReleaseId release, String name, InputStream content, long atMost, Optional<String> sha256)
      throws IOException;

  /**
   * Deletes a part of a draft.
   *
   * @return false if there is no such part, or its release is no draft
   */
  boolean delete(ReleaseId release, String name);

  /**
   * The content of a part from a byte on; empty if there is no such part. The caller closes it. If
   * the database fails meanwhile, the stream throws an {@link IOException}.
   */
  Optional<InputStream> open(ReleaseId release, String name, long from);
}
