package peyk.domain.account;

import java.util.Set;
import java.util.function.Function;

/**
 * The notifications of Traccar users. Every method throws {@link
 * peyk.domain.GatewayUnavailableException} if Traccar cannot be asked.
 */
public interface NotificationGateway {
  /** The channels that this Traccar has, e.g. {@code web}. A notification by another harms. */
  Set<String> notificators();

  /**
   * Works in the name of a user, in one session for all of the work.
   *
   * @param work may use what it gets until it returns
   * @throws IllegalStateException if Traccar lets nobody act for this user
   */
  <T> T as(AccountId account, Function<UserNotifications, T> work);
}
