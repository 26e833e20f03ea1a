/** Trackers as Traccar devices: ownership, naming, models and attribute changes. */
@NullMarked
package peyk.domain.device;

import org.jspecify.annotations.NullMarked;
