package peyk.adapters.postgres.base;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;
import peyk.domain.ClientAddress;
import peyk.domain.account.AccountId;
import peyk.domain.command.CommandId;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsReference;
import peyk.domain.schedule.FiringId;
import peyk.domain.schedule.ScheduleName;

/** How Java's values become columns and back. */
public final class Columns {
  private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

  private Columns() {}

  /**
   * A value as a column takes it: an id or an IMEI as what it consists of, a time with the
   * precision of Postgres, text without characters that Postgres refuses, an empty {@link Optional}
   * as null.
   */
  static @Nullable Object column(@Nullable Object value) {
    return switch (value) {
      case Optional<?> optional -> column(optional.orElse(null));
      case Instant instant -> time(instant);
      case String text -> text(text);
      case AccountId account -> account.value();
      case ChallengeId challenge -> challenge.value();
      case ClientAddress address -> address.value();
      case CommandId command -> command.value();
      case DeviceId device -> device.value();
      case FiringId firing -> firing.value();
      case Imei imei -> imei.digits();
      case PhoneNumber phone -> phone.e164();
      case ReleaseId release -> release.value();
      case ScheduleName schedule -> schedule.value();
      case SmsReference reference -> reference.value();
      case null, default -> value;
    };
  }

  /** Postgres keeps microseconds: what is stored and what is compared are cut off alike. */
  public static Instant asStored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  public static OffsetDateTime time(Instant instant) {
    return asStored(instant).atOffset(ZoneOffset.UTC);
  }

  /** A column of rows, to be unnested; so are {@link #longs} and {@link #texts}. */
  public static <T> Argument times(Collection<T> rows, Function<T, @Nullable Instant> column) {
    var array = rows.stream().map(row -> text(column.apply(row))).toArray();
    return (position, statement, context) ->
        statement.setArray(position, statement.getConnection().createArrayOf("timestamptz", array));
  }

  public static <T> Argument uuids(Collection<T> rows, Function<T, Optional<UUID>> column) {
    var array = rows.stream().map(row -> column.apply(row).orElse(null)).toArray();
    return (position, statement, context) ->
        statement.setArray(position, statement.getConnection().createArrayOf("uuid", array));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : asStored(instant).toString();
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
    return maybe(row, column, one -> instant(one, column));
  }

  public static Optional<Long> maybeLong(ResultSet row, String column) throws SQLException {
    return maybe(row, column, one -> one.getLong(column));
  }

  /** A value of the row; empty if the column is null. */
  public static <T> Optional<T> maybe(ResultSet row, String column, Sql.Reader<T> reader)
      throws SQLException {
    return row.getObject(column) == null ? Optional.empty() : Optional.of(reader.read(row));
  }

  public static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  public static <T> Argument longs(Collection<T> rows, ToLongFunction<T> column) {
    var array = rows.stream().mapToLong(column).toArray();
    return (position, statement, context) -> statement.setObject(position, array);
  }

  public static <T> Argument texts(Collection<T> rows, Function<T, String> column) {
    return texts(rows.stream().map(column).toList());
  }

  public static Argument texts(List<String> values) {
    var array = values.stream().map(Columns::text).toArray(String[]::new);
    return (position, statement, context) -> statement.setObject(position, array);
  }

  /**
   * Text as Postgres takes it: a tracker may say things that no text column stores, NUL and halves
   * of surrogate pairs.
   */
  public static String text(String value) {
    return isPlain(value) ? value : UNSTORABLE.matcher(value).replaceAll("\uFFFD");
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
