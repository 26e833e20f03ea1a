package peyk.application.account;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import peyk.application.job.Job;
import peyk.domain.account.AccountDefaults;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.AccountId;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.Login;
import peyk.domain.account.NotificationGateway;
import peyk.domain.account.PhoneAccountRepository;
import peyk.domain.account.UserNotifications;
import peyk.domain.job.JobKind;

/**
 * Gives a new user the default notifications. It adds only missing ones, so it may stop anywhere
 * and run again. In the end the user owns exactly one of each. A notification by a channel that
 * Traccar does not have would keep others from arriving, so it waits until Traccar has it.
 */
public final class WelcomeAccount implements Job {
  private static final Duration FIRST_PAUSE = Duration.ofHours(6);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  /** The notifications of more users are read each time. */
  private static final int MOST_REMEMBERED = 10_000;

  /** A user who has all that these channels allow. */
  private record Wait(Set<String> channels, Duration pause) {
    Wait longer() {
      var doubled = pause.multipliedBy(2);
      return new Wait(channels, doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    }
  }

  private final AccountGateway accounts;
  private final PhoneAccountRepository owners;
  private final NotificationGateway notifications;
  private final AccountDefaults defaults;

  /** Lost at a restart: then the notifications of each such user are read once more. */
  private final Map<AccountId, Wait> waiting = new ConcurrentHashMap<>();

  public WelcomeAccount(
      AccountGateway accounts,
      PhoneAccountRepository owners,
      NotificationGateway notifications,
      AccountDefaults defaults) {
    this.accounts = accounts;
    this.owners = owners;
    this.notifications = notifications;
    this.defaults = defaults;
  }

  @Override
  public JobKind kind() {
    return JobKind.WELCOME_ACCOUNT;
  }

  /** Without such a user, its creation failed. The next sign-in stores the job again. */
  @Override
  public Next run(String name) {
    var login = new Login(name);
    return owners
        .find(login)
        .flatMap(owner -> accounts.find(owner.account(), login))
        .or(() -> accounts.find(login))
        .map(account -> welcome(account.id(), notifications.notificators()))
        .orElseGet(Next.Done::new);
  }

  private Next welcome(AccountId account, Set<String> channels) {
    var seen = waiting.remove(account);
    if (seen != null && seen.channels().equals(channels)) {
      return pause(account, seen.longer());
    }
    return notifications.as(account, own -> complete(own, channels))
        ? new Next.Done()
        : pause(account, new Wait(channels, FIRST_PAUSE));
  }

  /**
   * @return whether the user has all defaults now
   */
  private boolean complete(UserNotifications own, Set<String> channels) {
    var owned = owned(own);
    defaults.notifications().stream()
        .filter(wanted -> channels.contains(wanted.notificator()))
        .filter(owned::add)
        .forEach(own::add);
    return owned.containsAll(defaults.notifications());
  }

  private Next pause(AccountId account, Wait wait) {
    if (waiting.size() < MOST_REMEMBERED) {
      waiting.put(account, wait);
    }
    return new Next.Again(wait.pause());
  }

  /** The defaults that the user has, each once: a second one is removed. */
  private Set<DefaultNotification> owned(UserNotifications own) {
    var owned = new HashSet<DefaultNotification>();
    for (var notification : own.list()) {
      var isSecond =
          notification
              .defaultNotification()
              .filter(defaults.notifications()::contains)
              .filter(n -> !owned.add(n));
      if (isSecond.isPresent()) {
        own.remove(notification.id());
      }
    }
    return owned;
  }
}
