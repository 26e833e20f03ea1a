package peyk.domain.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  public synchronized List<OwnedNotification> of(AccountId account) {
    outage.check();
    return List.copyOf(ownedBy(account));
  }

  @Override
  public synchronized void add(AccountId account, DefaultNotification notification) {
    if (addsLeft == 0) {
      addsLeft = Integer.MAX_VALUE;
      outage.begin();
    }
    outage.check();
    addsLeft--;
    ownedBy(account).add(new OwnedNotification(++lastId, Optional.of(notification)));
  }

  @Override
  public synchronized void remove(AccountId account, long notificationId) {
    outage.check();
    ownedBy(account).removeIf(notification -> notification.id() == notificationId);
  }

  private List<OwnedNotification> ownedBy(AccountId account) {
    return owned.computeIfAbsent(account, _ -> new ArrayList<>());
  }
}
