/** Trackers as Traccar devices: ownership, naming, models and changes to them. */
@NullMarked
package peyk.domain.device;

import org.jspecify.annotations.NullMarked;
