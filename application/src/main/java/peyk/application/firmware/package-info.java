/** Firmware for trackers: offers, releases and rollouts. */
@NullMarked
package peyk.application.firmware;

import org.jspecify.annotations.NullMarked;
