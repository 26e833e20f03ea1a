package peyk.adapters.traccar;

import java.time.Instant;
import java.util.Optional;

/**
 * How this service and Traccar stand to each other.
 *
 * @param reachableSince when Traccar began to answer; empty if it does not
 * @param lastError what went wrong last, in words that hold no secret
 * @param socketConnected whether events can come
 * @param lastEvent when the last event came by the socket
 */
public record TraccarStatus(
    Optional<Instant> reachableSince,
    Optional<String> lastError,
    boolean socketConnected,
    Optional<Instant> lastEvent) {}
