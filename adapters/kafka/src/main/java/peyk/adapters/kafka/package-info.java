/** The events that Traccar forwards to a topic of Kafka. */
@NullMarked
package peyk.adapters.kafka;

import org.jspecify.annotations.NullMarked;
