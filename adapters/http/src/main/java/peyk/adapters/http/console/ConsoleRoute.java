package peyk.adapters.http.console;

import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import peyk.domain.operator.OperatorRole;

/**
 * A page, a part of a page that refreshes itself, or an action.
 *
 * @param path a template such as {@code /console/trackers/{imei}}
 * @param role what a reader needs; empty for strangers, who log in
 */
public record ConsoleRoute(
    Method method, String path, Optional<OperatorRole> role, Handler handler) {
  /** Answers a request. */
  interface Handler {
    /**
     * @throws ConsoleException if the request is refused
     * @throws IOException if the form is cut short
     */
    ConsoleReply answer(ConsoleRequest request) throws IOException;
  }

  static ConsoleRoute page(String path, Handler handler) {
    return new ConsoleRoute(Method.GET, path, Optional.of(OperatorRole.READ), handler);
  }

  static ConsoleRoute action(String path, Handler handler) {
    return new ConsoleRoute(Method.POST, path, Optional.of(OperatorRole.OPERATE), handler);
  }

  /** The same, for administrators only. */
  ConsoleRoute administered() {
    return new ConsoleRoute(method, path, Optional.of(OperatorRole.ADMINISTER), handler);
  }

  /** The same, for all readers: it only shows something. */
  ConsoleRoute readable() {
    return new ConsoleRoute(method, path, Optional.of(OperatorRole.READ), handler);
  }

  /** The same, for strangers too. */
  ConsoleRoute open() {
    return new ConsoleRoute(method, path, Optional.empty(), handler);
  }

  boolean isAction() {
    return method.equals(Method.POST);
  }

  /** Whether it is a change for the audit trail: more than to look or to log in. */
  boolean isChange() {
    return role.filter(one -> one != OperatorRole.READ).isPresent();
  }

  PathMatcher matcher() {
    return PathMatchers.create(path);
  }

  Predicate<Method> methods() {
    return isAction() ? Method.predicate(Method.POST) : Method.predicate(Method.GET, Method.HEAD);
  }
}
