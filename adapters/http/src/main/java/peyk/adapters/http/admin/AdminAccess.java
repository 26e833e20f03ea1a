package peyk.adapters.http.admin;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides who is let in: who shows the token or, where none is configured, who asks from this
 * machine. What only looks local is not: a proxy in front makes everybody a neighbour, and a web
 * page can have its reader's browser ask, under a name that it makes point here (DNS rebinding).
 */
final class AdminAccess {
  private static final String BEARER = "bearer ";
  private static final List<String> PROXIED = List.of("forwarded", "via", "x-real-ip");
  private static final String PROXIED_PREFIX = "x-forwarded-";
  private static final Pattern HOST = Pattern.compile("(\\[[^\\]]+\\]|[^:]+)(:\\d*)?");

  private static final Problem NO_TOKEN =
      Problem.of(ProblemType.UNAUTHORIZED, "Send the admin token: Authorization: Bearer <token>.")
          .with(challenge("Bearer realm=\"admin\""));
  private static final Problem WRONG_TOKEN =
      Problem.of(ProblemType.UNAUTHORIZED, "This is not the admin token.")
          .with(challenge("Bearer realm=\"admin\", error=\"invalid_token\""));
  private static final Problem NOT_LOCAL =
      Problem.of(
          ProblemType.FORBIDDEN,
          "No admin token is configured, so only requests made on this machine are served:"
              + " not those that come through a proxy or from a web page.");

  private final Optional<AdminToken> token;

  AdminAccess(Optional<AdminToken> token) {
    this.token = token;
  }

  /**
   * @throws ProblemException if this client is not let in
   */
  void check(ServerRequest request) {
    if (token.isPresent()) {
      checkToken(token.get(), request.headers());
    } else if (!isLocal(request.remotePeer().address(), request.headers())) {
      throw new ProblemException(NOT_LOCAL);
    }
  }

  private static void checkToken(AdminToken token, Headers headers) {
    var offered =
        headers
            .first(HeaderNames.AUTHORIZATION)
            .map(String::strip)
            .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
            .map(header -> header.substring(BEARER.length()).strip());
    if (!token.is(offered.orElseThrow(() -> new ProblemException(NO_TOKEN)))) {
      throw new ProblemException(WRONG_TOKEN);
    }
  }

  private static boolean isLocal(SocketAddress peer, Headers headers) {
    var hosts = headers.all(HeaderNames.HOST, List::of);
    return peer instanceof InetSocketAddress inet
        && inet.getAddress().isLoopbackAddress()
        && headers.stream().map(Header::name).noneMatch(AdminAccess::tellsOfProxy)
        && hosts.size() == 1
        && isLocalHost(hosts.getFirst())
        && headers.all(HeaderNames.ORIGIN, List::of).stream()
            .allMatch(origin -> origin.equalsIgnoreCase("http://" + hosts.getFirst()));
  }

  private static boolean tellsOfProxy(String header) {
    var name = header.toLowerCase(Locale.ROOT);
    return PROXIED.contains(name) || name.startsWith(PROXIED_PREFIX);
  }

  private static boolean isLocalHost(String host) {
    var parts = HOST.matcher(host.strip());
    if (!parts.matches()) {
      return false;
    }
    var name = parts.group(1);
    return name.equalsIgnoreCase("localhost") || isLoopback(name.replaceAll("^\\[|\\]$", ""));
  }

  private static boolean isLoopback(String literal) {
    try {
      return InetAddress.ofLiteral(literal).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false; // a name, and who knows where it points
    }
  }

  private static Header challenge(String value) {
    return HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, value);
  }
}
