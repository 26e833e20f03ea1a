package peyk.domain.account;

import java.util.Optional;

/**
 * A Traccar notification that is always on.
 *
 * @param type the event type, e.g. {@code ignitionOn}
 * @param notificator the channel, e.g. {@code web}
 * @param alarm the alarm for type {@code alarm}, e.g. {@code idle}
 */
public record DefaultNotification(String type, String notificator, Optional<String> alarm) {}
