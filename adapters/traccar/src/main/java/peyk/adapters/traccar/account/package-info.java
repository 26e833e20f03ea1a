/** Users, their sessions and their notifications. */
@NullMarked
package peyk.adapters.traccar.account;

import org.jspecify.annotations.NullMarked;
