package peyk.adapters.offendingfront;

import peyk.adapters.offendingback.IsSeenByAnotherAdapter;

/** Breaks a rule on purpose: an adapter that knows another. */
public record SeesAnotherAdapter(IsSeenByAnotherAdapter other) {}
