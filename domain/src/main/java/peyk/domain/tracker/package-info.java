/** Answers of trackers to commands, and their consequences. */
@NullMarked
package peyk.domain.tracker;

import org.jspecify.annotations.NullMarked;
