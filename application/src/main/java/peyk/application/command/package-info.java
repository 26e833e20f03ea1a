/** Commands to trackers: wanting them to be sent, and sending them. */
@NullMarked
package peyk.application.command;

import org.jspecify.annotations.NullMarked;
