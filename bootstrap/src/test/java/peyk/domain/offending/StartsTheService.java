package peyk.domain.offending;

import peyk.bootstrap.Main;

/** Breaks a rule on purpose: an arrow that points outwards. */
public record StartsTheService(Main main) {}
