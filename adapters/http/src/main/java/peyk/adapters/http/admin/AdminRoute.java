package peyk.adapters.http.admin;

import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import peyk.adapters.http.server.Reply;
import peyk.domain.operator.OperatorRole;

/**
 * One operation of the admin API.
 *
 * @param path a template such as {@code /admin/sims/{imei}}
 * @param parameters the known parameters of the query; others are refused
 * @param role what a caller needs
 */
public record AdminRoute(
    Method method, String path, List<String> parameters, OperatorRole role, Handler handler) {
  /** Answers a request. */
  public interface Handler {
    /**
     * @throws ProblemException if the request is refused
     * @throws IOException if the body is cut short
     */
    Reply answer(AdminRequest request) throws IOException;
  }

  public static AdminRoute get(String path, Handler handler, String... parameters) {
    return new AdminRoute(Method.GET, path, List.of(parameters), OperatorRole.READ, handler);
  }

  public static AdminRoute post(String path, Handler handler) {
    return new AdminRoute(Method.POST, path, List.of(), OperatorRole.OPERATE, handler);
  }

  public static AdminRoute put(String path, Handler handler, String... parameters) {
    return new AdminRoute(Method.PUT, path, List.of(parameters), OperatorRole.OPERATE, handler);
  }

  public static AdminRoute delete(String path, Handler handler) {
    return new AdminRoute(Method.DELETE, path, List.of(), OperatorRole.OPERATE, handler);
  }

  /** The same, for administrators only. */
  public AdminRoute administered() {
    return new AdminRoute(method, path, parameters, OperatorRole.ADMINISTER, handler);
  }

  /** Whether it may change something. */
  boolean changes() {
    return !method.equals(Method.GET);
  }

  PathMatcher matcher() {
    return PathMatchers.create(path);
  }

  /** HEAD is allowed wherever GET is. */
  Predicate<Method> methods() {
    return method.equals(Method.GET)
        ? Method.predicate(Method.GET, Method.HEAD)
        : Method.predicate(method);
  }

  /** As the {@code Allow} header spells it. */
  String allowed() {
    return method.equals(Method.GET) ? "GET, HEAD" : method.text();
  }
}
