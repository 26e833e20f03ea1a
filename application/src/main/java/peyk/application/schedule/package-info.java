/** Schedules and their firings. */
@NullMarked
package peyk.application.schedule;

import org.jspecify.annotations.NullMarked;
