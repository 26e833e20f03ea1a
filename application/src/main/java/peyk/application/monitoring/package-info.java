/** What the service reports to those who watch it: events of use cases and names of metrics. */
@NullMarked
package peyk.application.monitoring;

import org.jspecify.annotations.NullMarked;
