package peyk.adapters.http.admin;

import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * One operation of the admin API.
 *
 * @param path a template such as {@code /admin/sims/{imei}}
 * @param parameters those of the query that it knows
 */
public record AdminRoute(Method method, String path, List<String> parameters, Handler handler) {
  /** Answers a request. */
  public interface Handler {
    /**
     * @throws IOException if the body did not arrive whole
     */
    AdminResponse answer(AdminRequest call) throws IOException;
  }

  public static AdminRoute get(String path, Handler handler, String... parameters) {
    return new AdminRoute(Method.GET, path, List.of(parameters), handler);
  }

  public static AdminRoute post(String path, Handler handler) {
    return new AdminRoute(Method.POST, path, List.of(), handler);
  }

  public static AdminRoute put(String path, Handler handler, String... parameters) {
    return new AdminRoute(Method.PUT, path, List.of(parameters), handler);
  }

  public static AdminRoute delete(String path, Handler handler) {
    return new AdminRoute(Method.DELETE, path, List.of(), handler);
  }

  public PathMatcher matcher() {
    return PathMatchers.create(path);
  }

  /** What can be got can be asked for without its body, too. */
  public Predicate<Method> methods() {
    return method.equals(Method.GET)
        ? Method.predicate(Method.GET, Method.HEAD)
        : Method.predicate(method);
  }

  /** As the {@code Allow} header spells it. */
  public String allowed() {
    return method.equals(Method.GET) ? "GET, HEAD" : method.text();
  }
}
