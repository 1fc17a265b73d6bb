package io.sluice.chain.family;

import java.util.Set;

/** Which operators have a transaction, and which said that they do not; others said nothing. */
public record Sightings(Set<String> having, Set<String> lacking) {}
