package peyk.domain.offending.chicken;

import peyk.domain.offending.egg.Egg;

/** Breaks a rule on purpose: two packages that need each other. */
public record Chicken(Egg hatchedFrom) {}
