/** The common parts of all HTTP paths: reading, timeouts, limits, errors, health and metrics. */
@NullMarked
package peyk.adapters.http.server;

import org.jspecify.annotations.NullMarked;
