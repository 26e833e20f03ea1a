/** What trackers answer to commands, and what follows from it. */
@NullMarked
package peyk.domain.tracker;

import org.jspecify.annotations.NullMarked;
