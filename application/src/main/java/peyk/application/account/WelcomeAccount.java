package peyk.application.account;

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
 * and run again. In the end the user owns exactly one of each.
 */
public record WelcomeAccount(
    AccountGateway accounts, NotificationGateway notifications, AccountDefaults defaults)
    implements Job {
  @Override
  public JobKind kind() {
    return JobKind.WELCOME_ACCOUNT;
  }

  /** Without such a user, its creation failed. The next sign-in stores the job again. */
  @Override
  public Next run(String login) {
    accounts.find(new Login(login)).ifPresent(account -> welcome(account.id()));
    return new Next.Done();
  }

  private void welcome(AccountId account) {
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
    defaults.notifications().stream()
        .filter(owned::add)
        .forEach(missing -> notifications.add(account, missing));
  }
}
