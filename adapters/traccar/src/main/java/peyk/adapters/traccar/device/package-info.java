/** Devices, their links to users, and commands to them. */
@NullMarked
package peyk.adapters.traccar.device;

import org.jspecify.annotations.NullMarked;
