package peyk.adapters.traccar.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.adapters.traccar.rest.ApiResponse;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.tracker.SubscriberIdentity;
import peyk.domain.tracker.SubscriberIdentity.Nobody;
import peyk.domain.tracker.SubscriberIdentity.ServiceAccount;
import peyk.domain.tracker.SubscriberIdentity.User;

/** Whose token this service was given. */
public final class ServiceUser {
  /** The id of the account that exists in no table. */
  private static final long SERVICE_ACCOUNT = 9_000_000_000_000_000_000L;

  private final TraccarClient client;
  private final UserSessions sessions;
  private volatile @Nullable SubscriberIdentity known;

  public ServiceUser(TraccarClient client, UserSessions sessions) {
    this.client = client;
    this.sessions = sessions;
  }

  /**
   * Asks Traccar. A bearer cannot be asked who it is, so the token goes into the address, where
   * older servers say 404 of the service account.
   */
  public SubscriberIdentity ask() {
    var answer = sessions.enter(client.config().token().value());
    var identity = identity(answer);
    known = identity instanceof Nobody ? null : identity;
    return identity;
  }

  private static SubscriberIdentity identity(ApiResponse answer) {
    if (answer.isNotFound()) {
      return new ServiceAccount();
    }
    return answer.isSuccess() ? identity(answer.json()) : new Nobody();
  }

  private static SubscriberIdentity identity(JsonNode user) {
    var id = LosslessJson.id(user);
    return id == SERVICE_ACCOUNT
        ? new ServiceAccount()
        : new User(new AccountId(id), user.path("administrator").asBoolean());
  }

  /** The user; empty for the service account, to which nothing can be linked. Asked for once. */
  public Optional<AccountId> account() {
    var identity = known == null ? ask() : known;
    return switch (identity) {
      case User(var account, _) -> Optional.of(account);
      case ServiceAccount() -> Optional.empty();
      case Nobody() -> throw refused();
      case null -> throw refused();
    };
  }

  /**
   * After a refusal that could also mean that this service's own token is worth nothing, or not
   * enough: in that case it tells nothing about what was asked for.
   */
  public void ensureAccepted() {
    switch (ask()) {
      case ServiceAccount() -> {}
      case User(_, var administrator) when administrator -> {}
      case User user ->
          throw new GatewayUnavailableException("this service's user is no administrator");
      case Nobody() -> throw refused();
    }
  }

  private GatewayUnavailableException refused() {
    return new GatewayUnavailableException(client.health().refusedToken());
  }
}
