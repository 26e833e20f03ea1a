/** The health of Traccar and the meters of this adapter. */
@NullMarked
package peyk.adapters.traccar.monitoring;

import org.jspecify.annotations.NullMarked;
