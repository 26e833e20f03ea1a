/** Schedules and their firings. */
@NullMarked
package peyk.adapters.postgres.schedule;

import org.jspecify.annotations.NullMarked;
