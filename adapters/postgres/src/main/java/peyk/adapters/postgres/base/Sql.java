package peyk.adapters.postgres.base;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** One statement with its values. It commits by itself, unless it is part of a transaction. */
public final class Sql {
  /** Makes a value of one row. */
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Storage.Access access;
  private final String text;
  private final Map<String, @Nullable Object> values = new HashMap<>();

  Sql(Storage.Access access, String text) {
    this.access = access;
    this.text = text;
  }

  /** A statement that is part of a transaction. */
  public static Sql in(Handle transaction, String text) {
    return new Sql(
        new Storage.Access() {
          @Override
          public <T> T with(Function<Handle, T> work) {
            return work.apply(transaction);
          }
        },
        text);
  }

  /**
   * @param value as {@link Columns#column} takes it
   */
  public Sql bind(String name, @Nullable Object value) {
    values.put(name, Columns.column(value));
    return this;
  }

  public <T> List<T> list(Reader<T> reader) {
    return access.with(handle -> query(handle, reader).list());
  }

  /** The only row; empty if there is none. */
  public <T> Optional<T> find(Reader<T> reader) {
    return access.with(handle -> query(handle, reader).findOne());
  }

  /** The only row. */
  public <T> T one(Reader<T> reader) {
    return access.with(handle -> query(handle, reader).one());
  }

  /** The only column of the only row; empty if there is no row. */
  public <T> Optional<T> find(Class<T> column) {
    return access.with(handle -> bound(handle.createQuery(text)).mapTo(column).findOne());
  }

  /** The only column of the only row. */
  public <T> T one(Class<T> column) {
    return find(column).orElseThrow();
  }

  private <T> ResultIterable<T> query(Handle handle, Reader<T> reader) {
    return bound(handle.createQuery(text)).map((row, context) -> reader.read(row));
  }

  /** Returns the number of rows that were changed. */
  public int execute() {
    return access.with(handle -> bound(handle.createUpdate(text)).execute());
  }

  /** Executes it, and says whether a row was changed. */
  public boolean hasEffect() {
    return execute() > 0;
  }

  private <S extends SqlStatement<S>> S bound(S statement) {
    values.forEach(statement::bind);
    return statement;
  }
}
