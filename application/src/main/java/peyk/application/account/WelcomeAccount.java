package peyk.application.account;

import java.time.Duration;
import java.util.HashSet;
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
public record WelcomeAccount(
    AccountGateway accounts, NotificationGateway notifications, AccountDefaults defaults)
    implements Job {
  private static final Duration CHANNEL_PAUSE = Duration.ofHours(6);

  @Override
  public JobKind kind() {
    return JobKind.WELCOME_ACCOUNT;
  }

  /** Without such a user, its creation failed. The next sign-in stores the job again. */
  @Override
  public Next run(String login) {
    return accounts
        .find(new Login(login))
        .map(account -> welcome(account.id()))
        .orElseGet(Next.Done::new);
  }

  private Next welcome(AccountId account) {
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
    var channels = notifications.notificators();
    defaults.notifications().stream()
        .filter(wanted -> channels.contains(wanted.notificator()))
        .filter(owned::add)
        .forEach(missing -> notifications.add(account, missing));
    return owned.containsAll(defaults.notifications())
        ? new Next.Done()
        : new Next.Again(CHANNEL_PAUSE);
  }
}
