/** A simulated Traccar, simulated trackers and an SMS inbox, to try the service without them. */
@NullMarked
package peyk.adapters.sandbox;

import org.jspecify.annotations.NullMarked;
