package peyk.application.monitoring;

import java.util.ArrayList;
import java.util.List;

/** Keeps the events that were reported. */
public final class RecordingJournal implements Journal {
  private final List<JournalEvent> events = new ArrayList<>();

  @Override
  public void record(JournalEvent event) {
    events.add(event);
  }

  public List<JournalEvent> events() {
    return List.copyOf(events);
  }

  /** The events of one type, in order. */
  public <T extends JournalEvent> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
