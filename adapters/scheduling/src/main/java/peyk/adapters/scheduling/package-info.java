/** The times that cron expressions stand for. */
@NullMarked
package peyk.adapters.scheduling;

import org.jspecify.annotations.NullMarked;
