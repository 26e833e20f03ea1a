package peyk.domain.tracker;

import java.time.Instant;
import java.util.List;

/** The received events, one row each, even if received twice. Each wakes the job of its device. */
public interface EventInbox {
  /**
   * Stores the new events durably before it returns. Equal events have the same id, device and
   * text, because a new Traccar counts from 1 again. With id 0 the time takes the place of the id.
   *
   * @return the number of new events
   */
  int store(List<TrackerEvent> events);

  /**
   * The time (our clock) until which all events are in the inbox; at first the time of
   * installation.
   */
  Instant completeUntil();

  /**
   * Moves that time forward; back only from the future, where a clock that was set back left it.
   */
  void completeUntil(Instant instant);
}
