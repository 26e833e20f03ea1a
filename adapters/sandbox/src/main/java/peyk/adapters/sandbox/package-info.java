/**
 * Simulations of the systems around the service. The packages below hold one simulation each; this
 * one holds the HTTP server and the helpers that they share.
 */
@NullMarked
package peyk.adapters.sandbox;

import org.jspecify.annotations.NullMarked;
