/** Everything that makes Traccar send events to this service, and the server itself. */
@NullMarked
package peyk.adapters.traccar.subscription;

import org.jspecify.annotations.NullMarked;
