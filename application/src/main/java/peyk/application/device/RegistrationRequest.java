package peyk.application.device;

import java.util.Optional;
import peyk.domain.account.SessionToken;

/**
 * What a client says about a tracker and its users; nothing of it has been checked.
 *
 * @param user whom it is for: a phone number or a Traccar e-mail
 * @param imei the tracker
 * @param from the present owner, for a transfer; present also when empty
 * @param token the caller's own Traccar token
 */
public record RegistrationRequest(
    String user, String imei, Optional<String> from, Optional<SessionToken> token) {}
