package peyk.domain.tracker;

import java.time.Instant;
import java.util.List;

/**
 * The events that were heard, one row each however often they were heard; each wakes the job of its
 * device.
 */
public interface EventInbox {
  /**
   * Stores the events that are new, durably, before it returns. Events with id 0 are told apart by
   * device, time and text; others by id, device and text, because a new Traccar counts from 1
   * again.
   *
   * @return how many were new
   */
  int store(List<TrackerEvent> events);

  /**
   * Up to when (on our clock) all events are in the inbox; at first, when this service was
   * installed.
   */
  Instant heardUntil();

  /** Moves that time forward; an earlier one changes nothing. */
  void heardUntil(Instant instant);
}
