package peyk.adapters.postgres.firmware;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.domain.firmware.NewRelease;
import peyk.domain.firmware.ReleaseRepository.Imported;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.firmware.Rollout;

/**
 * Imports many releases in few statements, because each statement that changes something counts as
 * a change of the catalogue.
 */
record ReleaseImport(List<NewRelease> releases) {
  private static final String WANTED =
      """
      WITH wanted AS (
        SELECT *
          FROM unnest(:types, :revisions, :versions, :dates, :notes, :links) WITH ORDINALITY
            AS release (device_type, revision, version, wanted_date, wanted_notes, wanted_link,
                        number)
      )
      """;

  ReleaseImport {
    if (releases.stream().anyMatch(release -> release.link().isEmpty())) {
      throw new IllegalArgumentException("a release that is imported has a link");
    }
  }

  Imported into(Handle transaction, Instant now) {
    var imported = compare(transaction);
    if (imported.updated() > 0) {
      update(transaction);
    }
    if (imported.created() > 0) {
      insert(transaction, now);
    }
    return imported;
  }

  private Imported compare(Handle transaction) {
    return sql(
            transaction,
            """
            SELECT count(*) FILTER (WHERE id IS NULL) AS created,
                   count(*) FILTER (WHERE (link, date) <> (wanted_link, wanted_date)) AS updated,
                   count(*) FILTER (WHERE (link, date) = (wanted_link, wanted_date)) AS unchanged,
                   count(*) FILTER (WHERE id IS NOT NULL AND link IS NULL) AS kept
              FROM wanted
              LEFT JOIN firmware_release USING (device_type, revision, version)
            """)
        .one(row ->
            new Imported(
                row.getInt("created"),
                row.getInt("updated"),
                row.getInt("unchanged"),
                row.getInt("kept")));
  }

  private void update(Handle transaction) {
    sql(
            transaction,
            """
            UPDATE firmware_release AS release
               SET link = wanted_link, date = wanted_date
              FROM wanted
             WHERE (release.device_type, release.revision, release.version)
                 = (wanted.device_type, wanted.revision, wanted.version)
               AND (link, date) <> (wanted_link, wanted_date)
            """)
        .execute();
  }

  private void insert(Handle transaction, Instant now) {
    sql(
            transaction,
            """
            INSERT INTO firmware_release (device_type, revision, version, date, notes, state, link,
                   rollout, created_at)
            SELECT device_type, revision, version, wanted_date, wanted_notes, :state, wanted_link,
                   :rollout::jsonb, :now
              FROM wanted
              LEFT JOIN firmware_release USING (device_type, revision, version)
             WHERE id IS NULL
             ORDER BY number
            """)
        .bind("state", ReleaseState.ACTIVE.word())
        .bind("rollout", RolloutJson.write(Rollout.toAll()))
        .bind("now", now)
        .execute();
  }

  private Sql sql(Handle transaction, String text) {
    return Sql.in(transaction, WANTED + text)
        .bind("types", Columns.longs(releases, release -> release.hardware().type()))
        .bind("revisions", Columns.longs(releases, release -> release.hardware().revision()))
        .bind("versions", Columns.longs(releases, NewRelease::version))
        .bind("dates", Columns.texts(releases, NewRelease::date))
        .bind("notes", Columns.texts(releases, NewRelease::notes))
        .bind("links", Columns.texts(releases, release -> release.link().orElseThrow()));
  }
}
