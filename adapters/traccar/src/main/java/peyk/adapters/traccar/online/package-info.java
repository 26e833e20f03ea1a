/** Finds the devices that are online in what the socket sends, and reports them. */
@NullMarked
package peyk.adapters.traccar.online;

import org.jspecify.annotations.NullMarked;
