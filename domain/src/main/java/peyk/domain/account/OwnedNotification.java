package peyk.domain.account;

import java.util.Optional;

/**
 * A notification that a Traccar user owns.
 *
 * @param defaultNotification empty unless the notification is always on, with one notificator and
 *     at most one alarm
 */
public record OwnedNotification(long id, Optional<DefaultNotification> defaultNotification) {}
