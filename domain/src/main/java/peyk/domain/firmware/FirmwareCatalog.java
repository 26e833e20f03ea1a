package peyk.domain.firmware;

/** The releases, cached in memory. A change by any replica arrives within a second. */
public interface FirmwareCatalog {
  /**
   * @throws peyk.domain.StorageUnavailableException if they have not been read yet, or are so old
   *     that a pause might be missing
   */
  Releases current();

  /** Reads all changes until now before it returns. */
  void refresh();
}
