/** Ordering, cancelling and sending commands to trackers. */
@NullMarked
package peyk.application.command;

import org.jspecify.annotations.NullMarked;
