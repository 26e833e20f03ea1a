/** Finds a user by e-mail and a device by unique id. */
@NullMarked
package peyk.adapters.traccar.lookup;

import org.jspecify.annotations.NullMarked;
