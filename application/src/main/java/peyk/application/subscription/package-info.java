/** The subscription to Traccar's events: keeping it up, and recovering missed events. */
@NullMarked
package peyk.application.subscription;

import org.jspecify.annotations.NullMarked;
