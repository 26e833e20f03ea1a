package peyk.bootstrap;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.subscription.LinkNewDevices;
import peyk.application.subscription.SubscriptionCheck;
import peyk.application.subscription.SubscriptionJournal;
import peyk.application.subscription.WatchSubscription;
import peyk.domain.diagnosis.Finding;

/** Logs whether trackers are heard: once each time that something new is found. */
final class LoggedSubscriptionJournal implements SubscriptionJournal {
  private static final Logger log = LoggerFactory.getLogger(LoggedSubscriptionJournal.class);

  @Override
  public void checked(SubscriptionCheck hearing, WatchSubscription.State before) {
    changed(hearing.newsSince(before.last()));
    hearing
        .facts()
        .listener()
        .filter(listener -> listener.unlinked() > 0 || !before.isHeard())
        .ifPresent(listener ->
            log.info(
                "trackers are heard devices={} newlyLinked={}",
                listener.devices(),
                listener.unlinked()));
  }

  @Override
  public void changed(List<Finding> news) {
    news.forEach(LoggedSubscriptionJournal::tell);
  }

  private static void tell(Finding finding) {
    switch (finding.severity()) {
      case OK -> {}
      case NOTE -> log.info("traccar: {}", finding.sentence());
      case FAULT ->
          log.error(
              "traccar: {}; what to do: {}", finding.sentence(), finding.cure().orElseThrow());
    }
  }

  @Override
  public void linked(LinkNewDevices.Seen seen) {
    log.info("trackers are heard devices={} newlyLinked={}", seen.devices(), seen.newlyLinked());
  }

  @Override
  public void failed(String why) {
    log.warn("traccar could not be checked reason=\"{}\"", why);
  }
}
