/** Traccar's web socket: the connection, its frames and their content. */
@NullMarked
package peyk.adapters.traccar.socket;

import org.jspecify.annotations.NullMarked;
