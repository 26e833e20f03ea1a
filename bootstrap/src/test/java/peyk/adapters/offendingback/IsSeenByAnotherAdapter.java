package peyk.adapters.offendingback;

/** The other half of an offence: an adapter that another one knows. */
public record IsSeenByAnotherAdapter() {}
