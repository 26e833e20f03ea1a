/** A simulated Traccar: its REST API and its web socket, with everything in memory. */
@NullMarked
package peyk.adapters.sandbox.traccar;

import org.jspecify.annotations.NullMarked;
