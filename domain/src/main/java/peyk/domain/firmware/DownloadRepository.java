package peyk.domain.firmware;

import java.util.List;

/** The download counts of the parts of releases. */
public interface DownloadRepository {
  /**
   * @param completed downloads of all bytes
   * @param aborted downloads that ended before
   */
  record PartDownloads(String part, long completed, long aborted) {}

  /** Counts a finished or aborted download. */
  void add(ReleaseId release, String part, boolean completed);

  /** In order of the parts' names. */
  List<PartDownloads> of(ReleaseId release);
}
