/** SubscriptionCheck what trackers answer and telling them what to do. */
@NullMarked
package peyk.application.subscription;

import org.jspecify.annotations.NullMarked;
