/** The life of commands to trackers, from the order to the answer. */
@NullMarked
package peyk.domain.command;

import org.jspecify.annotations.NullMarked;
