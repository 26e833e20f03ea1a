/** Traccar's REST API: requests, responses and the client that exchanges them. */
@NullMarked
package peyk.adapters.traccar.rest;

import org.jspecify.annotations.NullMarked;
