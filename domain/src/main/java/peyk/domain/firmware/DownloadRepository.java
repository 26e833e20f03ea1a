package peyk.domain.firmware;

import java.util.List;

/** How often the parts of releases were fetched. */
public interface DownloadRepository {
  /**
   * @param completed fetched to the last byte
   * @param aborted begun, but not finished
   */
  record PartDownloads(String part, long completed, long aborted) {}

  /** Counts a download that has come to its end. */
  void add(ReleaseId release, String part, boolean completed);

  /** Those of a release, in order of the parts' names. */
  List<PartDownloads> of(ReleaseId release);
}
