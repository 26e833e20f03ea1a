package peyk.adapters.http;

import java.util.Optional;
import peyk.domain.ClientAddress;
import peyk.domain.account.SessionToken;

/**
 * One request to the mobile API.
 *
 * @param token the caller's own Traccar token, if it showed one
 */
record ApiCall(RequestBody body, Optional<SessionToken> token, ClientAddress client) {}
