/** Commands that are sent to trackers on a schedule. */
@NullMarked
package peyk.domain.schedule;

import org.jspecify.annotations.NullMarked;
