/** Answers of trackers: read, buffered and stored. */
@NullMarked
package peyk.adapters.traccar.event;

import org.jspecify.annotations.NullMarked;
