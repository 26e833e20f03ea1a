/** SubscriptionCheck what trackers answer and telling them what to do. */
@NullMarked
package peyk.application.tracker;

import org.jspecify.annotations.NullMarked;
