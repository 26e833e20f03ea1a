package peyk.domain.firmware;

/** The releases, kept in memory; a change made anywhere is here within a second. */
public interface FirmwareCatalog {
  /**
   * @throws peyk.domain.StorageUnavailableException if they could not be read yet, or not for so
   *     long that a pause might have been missed
   */
  Releases current();

  /** Makes sure that what has been changed until now is here before it returns. */
  void refresh();
}
