/** Calls to Traccar's REST API: the client, a call and its answer, lists by pages, JSON. */
@NullMarked
package peyk.adapters.traccar.rest;

import org.jspecify.annotations.NullMarked;
