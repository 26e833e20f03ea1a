/** Devices of Traccar, who sees them, and commands to them. */
@NullMarked
package peyk.adapters.traccar.device;

import org.jspecify.annotations.NullMarked;
