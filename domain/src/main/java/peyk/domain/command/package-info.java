/** Commands to trackers: each is a row with a life, from being wanted to being answered. */
@NullMarked
package peyk.domain.command;

import org.jspecify.annotations.NullMarked;
