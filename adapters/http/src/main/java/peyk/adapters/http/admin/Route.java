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
record Route(Method method, String path, List<String> parameters, Handler handler) {
  /** Answers a request. */
  interface Handler {
    /**
     * @throws IOException if the body did not arrive whole
     */
    Answer answer(Call call) throws IOException;
  }

  static Route get(String path, Handler handler, String... parameters) {
    return new Route(Method.GET, path, List.of(parameters), handler);
  }

  static Route post(String path, Handler handler) {
    return new Route(Method.POST, path, List.of(), handler);
  }

  static Route put(String path, Handler handler, String... parameters) {
    return new Route(Method.PUT, path, List.of(parameters), handler);
  }

  static Route delete(String path, Handler handler) {
    return new Route(Method.DELETE, path, List.of(), handler);
  }

  PathMatcher matcher() {
    return PathMatchers.create(path);
  }

  /** What can be got can be asked for without its body, too. */
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
