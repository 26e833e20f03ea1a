package peyk.domain.operator;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.operator.AuditTrail.AskedChange;

/**
 * A change that an operator asked for, and its outcome.
 *
 * @param at when it was asked for
 * @param what facts such as {@code release=3}; empty while nothing is known
 * @param outcome empty if the request was not answered, or not yet
 */
public record AuditEntry(
    long id, Instant at, AskedChange change, String what, Optional<String> outcome) {}
