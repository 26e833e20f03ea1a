/** Trackers' answers as Traccar sends them: read, buffered and stored. */
@NullMarked
package peyk.adapters.traccar.event;

import org.jspecify.annotations.NullMarked;
