package peyk.adapters.offendingfront;

import peyk.adapters.postgres.base.Storage;

/** Breaks a rule on purpose: it knows more of an adapter than the adapter's root package. */
public record ReachesIntoPostgres(Storage storage) {}
