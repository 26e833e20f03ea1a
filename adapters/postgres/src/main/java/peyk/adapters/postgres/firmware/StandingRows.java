package peyk.adapters.postgres.firmware;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.device.Imei;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.Standing;

/** The decisions of operators about single trackers, in {@code firmware_standing}. */
final class StandingRows {
  private StandingRows() {}

  static void replace(
      Handle transaction, ReleaseId release, Set<Imei> imeis, Optional<Standing> standing) {
    if (standing.equals(Optional.of(Standing.PINNED))) {
      unpin(transaction, release, imeis);
    }
    standing.ifPresentOrElse(
        one -> insert(transaction, release, imeis, one), () -> delete(transaction, release, imeis));
  }

  /** Takes the trackers' pins to other releases for the same hardware away. */
  private static void unpin(Handle transaction, ReleaseId except, Set<Imei> imeis) {
    Sql.in(
            transaction,
            """
            DELETE FROM firmware_standing
             WHERE imei = ANY(:imeis)
               AND standing = :pinned
               AND release_id IN (SELECT other.id
                                    FROM firmware_release AS other
                                    JOIN firmware_release AS pinned
                                         USING (device_type, revision)
                                   WHERE pinned.id = :except AND other.id <> :except)
            """)
        .bind("imeis", Columns.texts(imeis, Imei::digits))
        .bind("pinned", Standing.PINNED.word())
        .bind("except", except)
        .execute();
  }

  private static void insert(
      Handle transaction, ReleaseId release, Set<Imei> imeis, Standing standing) {
    Sql.in(
            transaction,
            """
            INSERT INTO firmware_standing (release_id, imei, standing)
            SELECT :release, imei, :standing FROM unnest(:imeis) AS imei
            ON CONFLICT (release_id, imei) DO UPDATE SET standing = EXCLUDED.standing
            """)
        .bind("release", release)
        .bind("imeis", Columns.texts(imeis, Imei::digits))
        .bind("standing", standing.word())
        .execute();
  }

  private static void delete(Handle transaction, ReleaseId release, Set<Imei> imeis) {
    Sql.in(
            transaction,
            "DELETE FROM firmware_standing WHERE release_id = :release AND imei = ANY(:imeis)")
        .bind("release", release)
        .bind("imeis", Columns.texts(imeis, Imei::digits))
        .execute();
  }

  static Map<Imei, Standing> list(Storage storage, ReleaseId release, String after, int atMost) {
    var standings = new LinkedHashMap<Imei, Standing>();
    storage
        .sql(
            """
            SELECT imei, standing
              FROM firmware_standing
             WHERE release_id = :release AND imei > :after
             ORDER BY imei
             LIMIT :atMost
            """)
        .bind("release", release)
        .bind("after", after)
        .bind("atMost", atMost)
        .list(row ->
            standings.put(
                new Imei(row.getString("imei")), ReleaseRows.standing(row.getString("standing"))));
    return standings;
  }
}
