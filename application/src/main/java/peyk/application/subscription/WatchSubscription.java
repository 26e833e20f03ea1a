package peyk.application.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.FindingsChanged;
import peyk.application.monitoring.JournalEvent.Subscribed;
import peyk.application.monitoring.JournalEvent.SubscriptionCheckFailed;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.FleetRepository;

/**
 * Checks the subscription regularly: the whole seldom, new devices often. During an outage or
 * without a subscription it checks at every tick, so that recovery is noticed soon; if checks time
 * out, it pauses in between.
 */
public final class WatchSubscription {
  /** The time between two calls of {@link #tick}. */
  public static final Duration TICK = Duration.ofSeconds(10);

  private final RepairSubscription repairSubscription;
  private final LinkNewDevices linkNewDevices;
  private final Journal journal;
  private final ClusterTime clock;
  private final Intervals intervals;
  private volatile State state = new State(Optional.empty(), Optional.of("not checked yet"), 0, 0);
  private boolean wholeIsDue = true;
  private Instant wholeAt = Instant.MIN;
  private Instant followed = Instant.MIN;
  private Instant pausedAt = Instant.MIN;
  private Duration pause = Duration.ZERO;
  private int failures;
  private volatile boolean resumed;

  /**
   * The intervals between checks while all is well.
   *
   * @param whole everything
   * @param light only whether there are new devices
   */
  public record Intervals(Duration whole, Duration light) {}

  /**
   * The state of the subscription.
   *
   * @param last the last whole check; empty before the first
   * @param trouble why the last check failed; empty if it did not
   * @param devices as they were last listed
   * @param online how many of them were online
   */
  public record State(
      Optional<SubscriptionCheck> last, Optional<String> trouble, int devices, int online) {
    /** Whether the last check succeeded and found an active subscription. */
    public boolean isSubscribed() {
      return trouble.isEmpty() && last.filter(SubscriptionCheck::isSubscribed).isPresent();
    }
  }

  public WatchSubscription(
      RepairSubscription repairSubscription,
      LinkNewDevices linkNewDevices,
      Journal journal,
      ClusterTime clock,
      Intervals intervals) {
    this.repairSubscription = repairSubscription;
    this.linkNewDevices = linkNewDevices;
    this.journal = journal;
    this.clock = clock;
    this.intervals = intervals;
  }

  /** The present state, without asking anybody. */
  public State state() {
    return state;
  }

  /**
   * Makes the whole check now and repairs the subscription.
   *
   * @throws GatewayUnavailableException if Traccar cannot be asked
   * @throws StorageUnavailableException if the database cannot be asked
   */
  public synchronized SubscriptionCheck checkNow() {
    try {
      return whole();
    } catch (GatewayUnavailableException | StorageUnavailableException e) {
      failed(e);
      throw e;
    }
  }

  /** The number of devices that are not linked yet. */
  public int unlinked() {
    return linkNewDevices.unlinked();
  }

  /**
   * An outage is over, so the next {@link #tick} checks at once, whatever failed before. It never
   * waits for a check that is under way.
   */
  public void resume() {
    resumed = true;
  }

  /** Checks what is due. */
  public synchronized void tick() {
    var start = clock.now();
    var isAtOnce = resumed;
    if (!isAtOnce && !isPast(pausedAt, pause)) {
      return;
    }
    resumed = false;
    try {
      var last = linkNewDevices.last();
      if (wholeIsDue || isPast(wholeAt, intervals.whole())) {
        whole();
      } else {
        light(last, isAtOnce);
      }
      failures = 0;
    } catch (GatewayUnavailableException | StorageUnavailableException e) {
      failed(e);
      pauseAfter(Duration.between(start, clock.now()));
    }
  }

  /** The slower the failures and the more in a row, the longer the pause, to spare Traccar. */
  private void pauseAfter(Duration failure) {
    var longer = failure.multipliedBy(++failures);
    var longest = intervals.whole();
    pause = longer.compareTo(longest) < 0 ? longer : longest;
    pausedAt = clock.now();
  }

  /** Also if the clock was set back since, and nobody knows how long ago it was. */
  private boolean isPast(Instant last, Duration interval) {
    var now = clock.now();
    return last.isAfter(now) || !now.isBefore(last.plus(interval));
  }

  private SubscriptionCheck whole() {
    wholeIsDue = true;
    var check = repairSubscription.check();
    var before = state;
    var subscription = check.facts().subscription();
    state =
        new State(
            Optional.of(check),
            Optional.empty(),
            subscription.map(one -> one.devices()).orElse(0),
            subscription.map(one -> one.online()).orElse(0));
    wholeIsDue = !check.isSubscribed();
    wholeAt = check.at();
    reportNews(check, before);
    subscription
        .filter(one -> one.unlinked().orElse(0) > 0 || !before.isSubscribed())
        .ifPresent(one -> journal.record(new Subscribed(one.devices(), one.unlinked().orElse(0))));
    return check;
  }

  /** New devices are looked for by one replica, and the others learn of its listing. */
  private void light(FleetRepository.Listing last, boolean isAtOnce) {
    if (isAtOnce
        || state.trouble().isPresent()
        || unlinked() > 0
        || isPast(last.at(), intervals.light())) {
      linkNewDevices.look().ifPresent(this::saw);
    } else if (!last.at().equals(followed)) {
      followed = last.at();
      note(last.devices(), last.online());
    }
  }

  private void saw(LinkNewDevices.Seen seen) {
    note(seen.devices(), seen.online());
    if (seen.newlyLinked() > 0) {
      journal.record(new Subscribed(seen.devices(), seen.newlyLinked()));
    }
  }

  private void note(int devices, int online) {
    var before = state;
    var measured = before.last().map(repairSubscription::measuredAgain);
    state = new State(measured, Optional.empty(), devices, online);
    measured.ifPresent(check -> reportNews(check, before));
  }

  private void reportNews(SubscriptionCheck check, State before) {
    var news = check.newsSince(before.last());
    if (!news.isEmpty()) {
      journal.record(new FindingsChanged(news));
    }
  }

  private void failed(RuntimeException e) {
    var before = state;
    var why = String.valueOf(e.getMessage());
    state = new State(before.last(), Optional.of(why), before.devices(), before.online());
    if (before.trouble().filter(why::equals).isEmpty()) {
      journal.record(new SubscriptionCheckFailed(why));
    }
  }
}
