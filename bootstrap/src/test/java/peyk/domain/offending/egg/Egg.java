package peyk.domain.offending.egg;

import peyk.domain.offending.chicken.Chicken;

/** Breaks a rule on purpose: two packages that need each other. */
public record Egg(Chicken laidBy) {}
