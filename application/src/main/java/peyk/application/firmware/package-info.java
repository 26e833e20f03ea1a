/** Firmware for trackers: offering it, putting releases together, spreading them with care. */
@NullMarked
package peyk.application.firmware;

import org.jspecify.annotations.NullMarked;
