/** Whether Traccar answers, and the metrics of this module. */
@NullMarked
package peyk.adapters.traccar.monitoring;

import org.jspecify.annotations.NullMarked;
