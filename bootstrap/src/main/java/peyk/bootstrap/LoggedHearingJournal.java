package peyk.bootstrap;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.tracker.Hearing;
import peyk.application.tracker.HearingJournal;
import peyk.application.tracker.WatchHearing;
import peyk.application.tracker.WelcomeNewDevices;
import peyk.domain.checkup.Finding;

/** Logs whether trackers are heard: once each time that something new is found. */
final class LoggedHearingJournal implements HearingJournal {
  private static final Logger log = LoggerFactory.getLogger(LoggedHearingJournal.class);

  @Override
  public void checked(Hearing hearing, WatchHearing.State before) {
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
    news.forEach(LoggedHearingJournal::tell);
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
  public void linked(WelcomeNewDevices.Seen seen) {
    log.info("trackers are heard devices={} newlyLinked={}", seen.devices(), seen.newlyLinked());
  }

  @Override
  public void failed(String why) {
    log.warn("traccar could not be checked reason=\"{}\"", why);
  }
}
