/** What makes Traccar send us events, and what there is to know about the server itself. */
@NullMarked
package peyk.adapters.traccar.subscription;

import org.jspecify.annotations.NullMarked;
