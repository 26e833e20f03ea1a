/** Traccar's web socket: the connection and its frames. */
@NullMarked
package peyk.adapters.traccar.socket;

import org.jspecify.annotations.NullMarked;
