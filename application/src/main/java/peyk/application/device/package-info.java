/** Registering trackers, and carrying changes to them to Traccar. */
@NullMarked
package peyk.application.device;

import org.jspecify.annotations.NullMarked;
