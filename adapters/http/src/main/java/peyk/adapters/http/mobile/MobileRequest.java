package peyk.adapters.http.mobile;

import java.util.Optional;
import peyk.adapters.http.server.TextFields;
import peyk.domain.ClientAddress;
import peyk.domain.account.SessionToken;

/**
 * One request to the mobile API.
 *
 * @param token the caller's own Traccar token, if it was sent
 */
public record MobileRequest(TextFields body, Optional<SessionToken> token, ClientAddress client) {
  /** A field that the endpoint requires. */
  String required(String field) {
    return body.filled(field).orElseThrow();
  }
}
