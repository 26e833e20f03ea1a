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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.BearerToken;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorRole;
import peyk.domain.operator.OperatorTokens;

/**
 * Decides who may use the admin API: clients with a token or, if that is allowed, clients on this
 * machine. Two kinds of requests only look local. A proxy on this machine passes on requests of
 * others. A web page can make its reader's browser ask, under a name that it lets point to this
 * machine (DNS rebinding).
 */
public record AdminAccess(OperatorTokens tokens, boolean servesThisMachine) {
  private static final Logger log = LoggerFactory.getLogger(AdminAccess.class);

  private static final List<String> PROXIED = List.of("forwarded", "via", "x-real-ip");
  private static final String PROXIED_PREFIX = "x-forwarded-";
  private static final Pattern HOST = Pattern.compile("(\\[[^\\]]+\\]|[^:]+)(:\\d*)?");

  private static final Problem NO_TOKEN =
      Problem.of(ProblemType.UNAUTHORIZED, "Send an admin token: Authorization: Bearer <token>.")
          .with(challenge("Bearer realm=\"admin\""));
  private static final Problem WRONG_TOKEN =
      Problem.of(ProblemType.UNAUTHORIZED, "This is no admin token.")
          .with(challenge("Bearer realm=\"admin\", error=\"invalid_token\""));
  private static final Problem NOT_LOCAL =
      Problem.of(
          ProblemType.FORBIDDEN,
          "No admin token is configured, so only requests made on this machine are served:"
              + " not those that come through a proxy or from a web page. For these there is a"
              + " generated token; the service's log names its file.");

  /**
   * @param needed the role that the caller has to have
   * @return who asks
   * @throws ProblemException if this client is refused
   */
  Caller check(ServerRequest request, OperatorRole needed) {
    var caller = caller(request);
    if (!caller.may(needed)) {
      throw Problem.of(
              ProblemType.ROLE_NEEDED,
              "This needs the role %s, and the token of %s has the role %s."
                  .formatted(needed.word(), caller.name(), caller.role().word()))
          .with("role", needed.word())
          .exception();
    }
    return caller;
  }

  private Caller caller(ServerRequest request) {
    var offered = BearerToken.of(request.headers());
    return offered
        .flatMap(tokens::caller)
        .or(() -> local(request))
        .orElseThrow(() -> refusal(request, offered).exception());
  }

  private Optional<Caller> local(ServerRequest request) {
    return servesThisMachine && isLocal(request) ? Optional.of(Caller.LOCAL) : Optional.empty();
  }

  private Problem refusal(ServerRequest request, Optional<String> offered) {
    if (offered.isPresent()) {
      logRefusal(request);
      return WRONG_TOKEN;
    }
    return servesThisMachine ? NOT_LOCAL : NO_TOKEN;
  }

  /** Somebody may be guessing. */
  public static void logRefusal(ServerRequest request) {
    log.warn("admin token refused peer={}", request.remotePeer().address());
  }

  /** Whether a request was made on this machine, as far as one can tell. */
  public static boolean isLocal(ServerRequest request) {
    return isLocal(request.remotePeer().address(), request.headers());
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
      return false; // a name, which may point anywhere
    }
  }

  private static Header challenge(String value) {
    return HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, value);
  }
}
