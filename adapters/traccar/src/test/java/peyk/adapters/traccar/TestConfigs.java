package peyk.adapters.traccar;

import java.time.Duration;
import peyk.domain.account.SessionToken;

/** Configurations that differ in one value. */
public final class TestConfigs {
  private TestConfigs() {}

  public static TraccarConfig token(TraccarConfig c, String token) {
    return new TraccarConfig(
        c.baseUrl(),
        new SessionToken(token),
        c.connectTimeout(),
        c.requestTimeout(),
        c.concurrentCalls(),
        c.pingInterval(),
        c.reconnectMin(),
        c.reconnectMax(),
        c.tls());
  }

  public static TraccarConfig requestTimeout(TraccarConfig c, Duration requestTimeout) {
    return new TraccarConfig(
        c.baseUrl(),
        c.token(),
        c.connectTimeout(),
        requestTimeout,
        c.concurrentCalls(),
        c.pingInterval(),
        c.reconnectMin(),
        c.reconnectMax(),
        c.tls());
  }

  public static TraccarConfig concurrentCalls(TraccarConfig c, int calls) {
    return new TraccarConfig(
        c.baseUrl(),
        c.token(),
        c.connectTimeout(),
        c.requestTimeout(),
        calls,
        c.pingInterval(),
        c.reconnectMin(),
        c.reconnectMax(),
        c.tls());
  }

  /** Pauses between tries to open the socket that no test would wait for. */
  public static TraccarConfig longPauses(TraccarConfig c) {
    return new TraccarConfig(
        c.baseUrl(),
        c.token(),
        c.connectTimeout(),
        c.requestTimeout(),
        c.concurrentCalls(),
        c.pingInterval(),
        Duration.ofHours(1),
        Duration.ofHours(1),
        c.tls());
  }

  /** A socket that is checked many times a second. */
  public static TraccarConfig fastSocket(TraccarConfig c) {
    return new TraccarConfig(
        c.baseUrl(),
        c.token(),
        c.connectTimeout(),
        c.requestTimeout(),
        c.concurrentCalls(),
        Duration.ofMillis(200),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        c.tls());
  }
}
