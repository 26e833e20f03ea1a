package peyk.application.subscription;

import java.util.ArrayList;
import java.util.List;
import peyk.domain.diagnosis.Finding;

/** Remembers what it was told, as text. */
final class RecordingHearingJournal implements SubscriptionJournal {
  private final List<String> entries = new ArrayList<>();

  List<String> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void checked(SubscriptionCheck hearing, WatchSubscription.State before) {
    var news = hearing.newsSince(before.last()).stream().map(Finding::code).toList();
    entries.add("checked " + news);
  }

  @Override
  public void changed(List<Finding> news) {
    news.forEach(finding ->
        entries.add("changed %s %s".formatted(finding.code(), finding.severity().word())));
  }

  @Override
  public void linked(LinkNewDevices.Seen seen) {
    entries.add("linked " + seen.newlyLinked());
  }

  @Override
  public void failed(String why) {
    entries.add("failed " + why);
  }
}
