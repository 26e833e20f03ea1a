package peyk.adapters.postgres.backup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lends the connection of an open transaction to code that takes connections from a source and
 * commits. Nothing is committed, and nothing is closed, until the owner does so. A rollback is
 * refused, because it would undo what the owner did before.
 */
public final class SharedTransaction {
  private SharedTransaction() {}

  public static DataSource of(Connection transaction) {
    var lent =
        proxy(
            Connection.class,
            (method, arguments) ->
                switch (method.getName()) {
                  case "commit", "close", "setAutoCommit", "setReadOnly" -> null;
                  case "isClosed" -> false;
                  case "rollback" -> throw new SQLFeatureNotSupportedException("a step failed");
                  default -> method.invoke(transaction, arguments);
                });
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          if (method.getName().equals("getConnection")) {
            return lent;
          }
          throw new SQLFeatureNotSupportedException(method.getName());
        });
  }

  private interface Call {
    @Nullable Object invoke(
        java.lang.reflect.Method method, @Nullable Object @Nullable [] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return call.invoke(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
