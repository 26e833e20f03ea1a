/** Traccar, as this service uses it: its REST API and its event stream. */
@NullMarked
package peyk.adapters.traccar;

import org.jspecify.annotations.NullMarked;
