/** Commands to trackers, from the order to the answer. */
@NullMarked
package peyk.adapters.postgres.command;

import org.jspecify.annotations.NullMarked;
