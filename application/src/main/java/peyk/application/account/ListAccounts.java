package peyk.application.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.ListedAccountRepository;
import peyk.domain.job.Leases;
import peyk.domain.time.ClusterTime;

/**
 * Remembers which login each user of Traccar has, before a user can change it to the number of a
 * phone that is yet to come. It lists all users at the first start, and once a day because others
 * than this service may create users too. One replica at a time does it.
 */
public record ListAccounts(
    AccountGateway accounts, ListedAccountRepository listed, Leases leases, ClusterTime clock) {
  /** The time between two calls of {@link #keep}. */
  public static final Duration TICK = Duration.ofMinutes(1);

  private static final Duration INTERVAL = Duration.ofDays(1);
  private static final int BATCH = 1000;
  private static final String LEASE = "accounts";

  /** Longer than a listing takes. If it is not, two replicas list, which does no harm. */
  private static final Duration LEASE_TIME = Duration.ofMinutes(5);

  /** Lists the users if that is due. If Traccar is away, a later call does it. */
  public void keep() {
    if (isDue()) {
      leases.alone(LEASE, LEASE_TIME, this::keepAlone);
    }
  }

  private boolean keepAlone() {
    try {
      return isDue() && list();
    } catch (GatewayUnavailableException e) {
      return false; // the check of the subscription reports the outage
    }
  }

  /** Also if the clock was set back since. */
  private boolean isDue() {
    var now = clock.now();
    var last = listed.completeAt();
    return last.isAfter(now) || !now.isBefore(last.plus(INTERVAL));
  }

  private boolean list() {
    Instant begun = clock.now();
    var batch = new ArrayList<Account>(BATCH);
    accounts.forEach(account -> {
      batch.add(account);
      if (batch.size() == BATCH) {
        listed.know(batch);
        batch.clear();
      }
    });
    listed.know(batch);
    listed.complete(begun);
    return true;
  }
}
