package peyk.adapters.traccar.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiResponse;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.tracker.TokenOwner;
import peyk.domain.tracker.TokenOwner.Nobody;
import peyk.domain.tracker.TokenOwner.ServiceAccount;
import peyk.domain.tracker.TokenOwner.User;

/** The user whose token this service has. */
public final class ServiceUser {
  /** The id of the account that is in no table. */
  private static final long SERVICE_ACCOUNT = 9_000_000_000_000_000_000L;

  private final TraccarClient client;
  private final UserSessions sessions;
  private volatile @Nullable TokenOwner known;

  public ServiceUser(TraccarClient client) {
    this.client = client;
    sessions = new UserSessions(client);
  }

  /**
   * Asks Traccar. The token goes into the query, because Traccar does not tell whose a bearer is.
   * Older servers answer 404 for the service account.
   */
  public TokenOwner identify() {
    var identity = identity(sessions.readOwner(client.config().token().value()));
    known = identity instanceof Nobody ? null : identity;
    return identity;
  }

  private TokenOwner identity(ApiResponse response) {
    if (response.isNotFound()) {
      requireThatTraccarAnswers();
      return new ServiceAccount();
    }
    return response.isSuccess() ? identity(response.json()) : new Nobody();
  }

  /** A lost route of a proxy answers 404 too. */
  private void requireThatTraccarAnswers() {
    client.readRows(ApiRequest.get("list one user", "/users?limit=1"), _ -> false);
  }

  private static TokenOwner identity(JsonNode user) {
    var id = LosslessJson.id(user);
    return id == SERVICE_ACCOUNT
        ? new ServiceAccount()
        : new User(new AccountId(id), user.path("administrator").asBoolean());
  }

  /** Empty for the service account, to which nothing can be linked. Traccar is asked once. */
  public Optional<AccountId> account() {
    return switch (known == null ? identify() : known) {
      case User(var account, _) -> Optional.of(account);
      case ServiceAccount() -> Optional.empty();
      case Nobody() -> throw refused();
      case null -> throw refused();
    };
  }

  /**
   * Works in the name of another user.
   *
   * @return empty if Traccar does not allow it
   */
  <T> Optional<T> impersonate(AccountId account, Function<UserSession, T> work) {
    var session = sessions.open(account);
    if (session.isEmpty()) {
      requireAdministrator();
      return Optional.empty();
    }
    try (var open = session.get()) {
      return Optional.of(work.apply(open));
    }
  }

  /**
   * Call this after a refusal that may have a second reason: that Traccar refuses the token of this
   * service, or its user is no administrator. Then the refusal says nothing about the request.
   */
  void requireAdministrator() {
    switch (identify()) {
      case ServiceAccount() -> {}
      case User(_, var administrator) when administrator -> {}
      case User _ ->
          throw new GatewayUnavailableException("this service's user is no administrator");
      case Nobody() -> throw refused();
    }
  }

  private GatewayUnavailableException refused() {
    return new GatewayUnavailableException(client.health().refusedToken());
  }
}
