package peyk.domain.account;

import java.util.Optional;

/**
 * A notification that a Traccar user owns.
 *
 * @param defaultNotification what it is, if it is one that could be a default: always on, one
 *     notificator, at most one alarm; empty for any other
 */
public record OwnedNotification(long id, Optional<DefaultNotification> defaultNotification) {}
