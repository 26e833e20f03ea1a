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
  private final NotificationGateway notifications;
  private final AccountDefaults defaults;

  /** Lost at a restart: then the notifications of each such user are read once more. */
  private final Map<AccountId, Wait> waiting = new ConcurrentHashMap<>();

  public WelcomeAccount(
      AccountGateway accounts, NotificationGateway notifications, AccountDefaults defaults) {
    this.accounts = accounts;
    this.notifications = notifications;
    this.defaults = defaults;
  }

  @Override
  public JobKind kind() {
    return JobKind.WELCOME_ACCOUNT;
  }

  /** Without such a user, its creation failed. The next sign-in stores the job again. */
  @Override
  public Next run(String login) {
    return accounts
        .find(new Login(login))
        .map(account -> welcome(account.id(), notifications.notificators()))
        .orElseGet(Next.Done::new);
  }

  private Next welcome(AccountId account, Set<String> channels) {
    var seen = waiting.remove(account);
    if (seen != null && seen.channels().equals(channels)) {
      return pause(account, seen.longer());
    }
    var owned = owned(account);
    defaults.notifications().stream()
        .filter(wanted -> channels.contains(wanted.notificator()))
        .filter(owned::add)
        .forEach(missing -> notifications.add(account, missing));
    return owned.containsAll(defaults.notifications())
        ? new Next.Done()
        : pause(account, new Wait(channels, FIRST_PAUSE));
  }

  private Next pause(AccountId account, Wait wait) {
    if (waiting.size() < MOST_REMEMBERED) {
      waiting.put(account, wait);
    }
    return new Next.Again(wait.pause());
  }

  /** The defaults that the user has, each once: a second one is removed. */
  private Set<DefaultNotification> owned(AccountId account) {
    var owned = new HashSet<DefaultNotification>();
    for (var notification : notifications.of(account)) {
      var isSecond =
          notification
              .defaultNotification()
              .filter(defaults.notifications()::contains)
              .filter(n -> !owned.add(n));
      if (isSecond.isPresent()) {
        notifications.remove(account, notification.id());
      }
    }
    return owned;
  }
}
