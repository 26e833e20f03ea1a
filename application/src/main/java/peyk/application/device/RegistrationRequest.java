package peyk.application.device;

import java.util.Optional;
import peyk.domain.account.SessionToken;

/**
 * A client's request about a tracker, unchecked.
 *
 * @param user the future owner: a phone number or a Traccar e-mail
 * @param imei the tracker
 * @param from the present owner, for a transfer; present also when empty
 * @param token the caller's own Traccar token
 */
public record RegistrationRequest(
    String user, String imei, Optional<String> from, Optional<SessionToken> token) {
  /** It holds phone numbers. */
  @Override
  public String toString() {
    return "RegistrationRequest[redacted]";
  }
}
