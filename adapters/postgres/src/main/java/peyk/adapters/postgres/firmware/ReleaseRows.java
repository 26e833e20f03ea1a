package peyk.adapters.postgres.firmware;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Sql;
import peyk.domain.device.Imei;
import peyk.domain.firmware.Content;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.firmware.Standing;
import peyk.domain.text.Worded;

/** Releases as rows. One statement reads each with its parts, so that these belong together. */
final class ReleaseRows {
  private static final String SELECT_WITH =
      """
      SELECT release.*,
             ARRAY(SELECT name FROM firmware_part WHERE release_id = release.id ORDER BY name)
               AS part_names,
             ARRAY(SELECT size FROM firmware_part WHERE release_id = release.id ORDER BY name)
               AS part_sizes,
             ARRAY(SELECT sha256 FROM firmware_part WHERE release_id = release.id ORDER BY name)
               AS part_hashes,
             ARRAY(SELECT imei FROM firmware_standing WHERE %1$s ORDER BY imei) AS imeis,
             ARRAY(SELECT standing FROM firmware_standing WHERE %1$s ORDER BY imei) AS standings
        FROM firmware_release AS release
      """;

  /** To be followed by a condition. */
  static final String SELECT_WITHOUT_STANDINGS = SELECT_WITH.formatted("FALSE");

  /** To be followed by a condition. */
  static final String SELECT = SELECT_WITH.formatted("release_id = release.id");

  private ReleaseRows() {}

  /**
   * Changes to releases, their parts and standings follow one another: each takes this lock until
   * the end of its transaction. They are rare and short.
   */
  static void lock(Handle transaction) {
    Sql.in(transaction, "SELECT version FROM firmware_catalogue FOR UPDATE").one(Long.class);
  }

  static Optional<Release> find(Handle handle, ReleaseId id) {
    return Sql.in(handle, SELECT + "WHERE id = :id").bind("id", id).find(ReleaseRows::toDomain);
  }

  static Release toDomain(ResultSet row) throws SQLException {
    return new Release(
        new ReleaseId(row.getLong("id")),
        new Hardware(row.getLong("device_type"), row.getLong("revision")),
        row.getLong("version"),
        row.getString("date"),
        row.getString("notes"),
        Worded.find(ReleaseState.values(), row.getString("state")).orElseThrow(),
        Optional.ofNullable(row.getString("paused_because")),
        content(row),
        RolloutJson.read(row.getString("rollout")),
        row.getInt("round"),
        standings(row));
  }

  private static Content content(ResultSet row) throws SQLException {
    var link = row.getString("link");
    if (link != null) {
      return new Content.Link(link);
    }
    var names = texts(row, "part_names");
    var sizes = (Long[]) row.getArray("part_sizes").getArray();
    var hashes = texts(row, "part_hashes");
    return new Content.Parts(
        IntStream.range(0, names.length)
            .mapToObj(i -> new Part(names[i], sizes[i], hashes[i]))
            .toList());
  }

  private static Map<Imei, Standing> standings(ResultSet row) throws SQLException {
    var imeis = texts(row, "imeis");
    var words = texts(row, "standings");
    return IntStream.range(0, imeis.length)
        .boxed()
        .collect(Collectors.toMap(i -> new Imei(imeis[i]), i -> standing(words[i])));
  }

  static Standing standing(String word) {
    return Worded.find(Standing.values(), word).orElseThrow();
  }

  private static String[] texts(ResultSet row, String column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }

  static List<Release> all(Handle handle) {
    return Sql.in(handle, SELECT).list(ReleaseRows::toDomain);
  }
}
