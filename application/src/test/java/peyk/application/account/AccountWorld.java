package peyk.application.account;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.application.monitoring.JournalEvent;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.account.AccountDefaults;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.InMemoryAccountGateway;
import peyk.domain.account.InMemoryPhoneAccountRepository;
import peyk.domain.account.InMemoryWelcomeRepository;
import peyk.domain.text.LocalDates;

/** Users of Traccar, for use cases that need some. */
public final class AccountWorld {
  public static final String COMMON_PASSWORD = "123456";
  public static final Duration TOKEN_LIFETIME = Duration.ofDays(365);

  public final MovableClock clock = new MovableClock();
  public final InMemoryAccountGateway accounts = new InMemoryAccountGateway();
  public final InMemoryPhoneAccountRepository owners = new InMemoryPhoneAccountRepository();
  public final List<JournalEvent> events = Collections.synchronizedList(new ArrayList<>());
  public final InMemoryWelcomeRepository welcomes =
      new InMemoryWelcomeRepository(new InMemoryJobs(), clock);
  public final AccountDefaults defaults =
      new AccountDefaults(
          new LocalDates(ZoneId.of("Asia/Tehran")), Map.of("timezone", "Asia/Tehran"), all());

  private Runnable whileCreating = () -> {};

  /** Something that happens once, when a password is made: before a user is created or secured. */
  public void whileCreating(Runnable event) {
    whileCreating = event;
  }

  public OpenAccount openAccount() {
    return openAccount(accounts, false);
  }

  public OpenAccount openAccount(AccountGateway gateway, boolean administrators) {
    var rules = new OpenAccount.Rules(TOKEN_LIFETIME, administrators, COMMON_PASSWORD);
    return new OpenAccount(
        gateway, owners, welcomes, defaults, rules, events::add, clock, this::password);
  }

  private String password() {
    var event = whileCreating;
    whileCreating = () -> {};
    event.run();
    return "a-password-that-nobody-knows";
  }

  private static List<DefaultNotification> all() {
    return Stream.of("web", "firebase")
        .flatMap(notificator ->
            Stream.of(
                new DefaultNotification("ignitionOn", notificator, Optional.empty()),
                new DefaultNotification("alarm", notificator, Optional.of("tow")),
                new DefaultNotification("alarm", notificator, Optional.of("idle"))))
        .toList();
  }
}
