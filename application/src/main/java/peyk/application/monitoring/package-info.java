/** Reports to those who watch the service: events of use cases and names of metrics. */
@NullMarked
package peyk.application.monitoring;

import org.jspecify.annotations.NullMarked;
