/** What the service does by the clock. */
@NullMarked
package peyk.application.schedule;

import org.jspecify.annotations.NullMarked;
