package peyk.domain.offending;

import org.slf4j.Logger;

/** Breaks a rule on purpose: a framework's type in the domain. */
public record LogsByItself(Logger log) {}
