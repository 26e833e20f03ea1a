package peyk.domain.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import peyk.domain.Outage;

/** The notifications of a Traccar that is not there. */
public final class InMemoryNotificationGateway implements NotificationGateway {
  private final Outage outage = new Outage();
  private final Map<AccountId, List<OwnedNotification>> owned = new HashMap<>();
  private Set<String> channels = Set.of("web", "mail", "firebase");
  private long lastId;
  private int addsLeft = Integer.MAX_VALUE;

  public Outage outage() {
    return outage;
  }

  /** After so many more additions the outage begins. */
  public synchronized void breakDownAfter(int additions) {
    addsLeft = additions;
  }

  /** One that is no default: not always on, say. */
  public synchronized long addOther(AccountId account) {
    ownedBy(account).add(new OwnedNotification(++lastId, Optional.empty()));
    return lastId;
  }

  /** Its channels from now on. */
  public synchronized void channels(String... names) {
    channels = Set.of(names);
  }

  @Override
  public synchronized Set<String> notificators() {
    outage.check();
    return channels;
  }

  @Override
  public <T> T as(AccountId account, Function<UserNotifications, T> work) {
    return work.apply(of(account));
  }

  /** The notifications of a user, for as long as wanted. */
  public UserNotifications of(AccountId account) {
    return new Own(account);
  }

  private final class Own implements UserNotifications {
    private final AccountId account;

    Own(AccountId account) {
      this.account = account;
    }

    @Override
    public List<OwnedNotification> list() {
      synchronized (InMemoryNotificationGateway.this) {
        outage.check();
        return List.copyOf(ownedBy(account));
      }
    }

    @Override
    public void add(DefaultNotification notification) {
      synchronized (InMemoryNotificationGateway.this) {
        if (addsLeft == 0) {
          addsLeft = Integer.MAX_VALUE;
          outage.begin();
        }
        outage.check();
        addsLeft--;
        ownedBy(account).add(new OwnedNotification(++lastId, Optional.of(notification)));
      }
    }

    @Override
    public void remove(long notificationId) {
      synchronized (InMemoryNotificationGateway.this) {
        outage.check();
        ownedBy(account).removeIf(notification -> notification.id() == notificationId);
      }
    }
  }

  private List<OwnedNotification> ownedBy(AccountId account) {
    return owned.computeIfAbsent(account, _ -> new ArrayList<>());
  }
}
