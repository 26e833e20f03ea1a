package peyk.adapters.offendingfront;

import peyk.adapters.traccar.rest.TraccarClient;

/** Breaks a rule on purpose: it knows more of an adapter than the adapter's root package. */
public record ReachesIntoTraccar(TraccarClient client) {}
