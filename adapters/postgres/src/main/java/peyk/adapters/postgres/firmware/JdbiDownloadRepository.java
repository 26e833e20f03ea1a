package peyk.adapters.postgres.firmware;

import java.util.List;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.ReleaseId;

/** Downloads, counted in {@code firmware_download}. */
public record JdbiDownloadRepository(Storage storage) implements DownloadRepository {
  @Override
  public void add(ReleaseId release, String part, boolean completed) {
    storage
        .sql(
            """
            INSERT INTO firmware_download AS download (release_id, part, completed, aborted)
            VALUES (:release, :part, :completed, :aborted)
            ON CONFLICT (release_id, part) DO UPDATE
               SET completed = download.completed + EXCLUDED.completed,
                   aborted = download.aborted + EXCLUDED.aborted
            """)
        .bind("release", release)
        .bind("part", part)
        .bind("completed", completed ? 1 : 0)
        .bind("aborted", completed ? 0 : 1)
        .execute();
  }

  @Override
  public List<PartDownloads> of(ReleaseId release) {
    return storage
        .sql(
            """
            SELECT part, completed, aborted
              FROM firmware_download
             WHERE release_id = :release
             ORDER BY part
            """)
        .bind("release", release)
        .list(row ->
            new PartDownloads(
                row.getString("part"), row.getLong("completed"), row.getLong("aborted")));
  }
}
