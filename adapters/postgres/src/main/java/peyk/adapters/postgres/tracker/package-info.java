/** Answers of trackers: the inbox, and what was stored of them. */
@NullMarked
package peyk.adapters.postgres.tracker;

import org.jspecify.annotations.NullMarked;
