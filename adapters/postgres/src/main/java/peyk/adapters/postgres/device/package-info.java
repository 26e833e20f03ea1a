/** Claims, names and patches of devices, and the changes that are written to Traccar. */
@NullMarked
package peyk.adapters.postgres.device;

import org.jspecify.annotations.NullMarked;
