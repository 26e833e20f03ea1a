package peyk.adapters.postgres.firmware;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.device.Imei;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.Standing;

/** The decisions of operators about single trackers, in {@code firmware_standing}. */
final class StandingRows {
  private StandingRows() {}

  static void replace(
      Handle transaction, ReleaseId release, Imei imei, Optional<Standing> standing) {
    if (standing.equals(Optional.of(Standing.PINNED))) {
      unpin(transaction, release, imei);
    }
    standing.ifPresentOrElse(
        one -> insert(transaction, release, imei, one), () -> delete(transaction, release, imei));
  }

  /** Takes the tracker's pins to other releases for the same hardware away. */
  private static void unpin(Handle transaction, ReleaseId except, Imei imei) {
    Sql.in(
            transaction,
            """
            DELETE FROM firmware_standing
             WHERE imei = :imei
               AND standing = :pinned
               AND release_id IN (SELECT other.id
                                    FROM firmware_release AS other
                                    JOIN firmware_release AS pinned
                                         USING (device_type, revision)
                                   WHERE pinned.id = :except AND other.id <> :except)
            """)
        .bind("imei", imei)
        .bind("pinned", Standing.PINNED.word())
        .bind("except", except)
        .execute();
  }

  private static void insert(Handle transaction, ReleaseId release, Imei imei, Standing standing) {
    Sql.in(
            transaction,
            """
            INSERT INTO firmware_standing (release_id, imei, standing)
            VALUES (:release, :imei, :standing)
            ON CONFLICT (release_id, imei) DO UPDATE SET standing = EXCLUDED.standing
            """)
        .bind("release", release)
        .bind("imei", imei)
        .bind("standing", standing.word())
        .execute();
  }

  private static void delete(Handle transaction, ReleaseId release, Imei imei) {
    Sql.in(
            transaction,
            "DELETE FROM firmware_standing WHERE release_id = :release AND imei = :imei")
        .bind("release", release)
        .bind("imei", imei)
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
