/** Simulated trackers, which connect to the simulated Traccar and answer its commands. */
@NullMarked
package peyk.adapters.sandbox.trackers;

import org.jspecify.annotations.NullMarked;
