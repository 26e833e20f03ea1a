package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import peyk.domain.MovableClock;
import peyk.domain.device.Devices;

/** What trackers answer may hold a password: whoever logs an answer tells which one it was. */
class SecretsDoNotShowTest {
  private static final String RESULT = "PASS:1234";

  @Test
  void an_answer_shows_its_number_only() {
    assertThat(new DeviceChange.Answer(17, RESULT, MovableClock.START)).hasToString("Answer[17]");
  }

  @Test
  void an_event_shows_where_it_came_from() {
    assertThat(new TrackerEvent(17, Devices.ID, MovableClock.START, RESULT))
        .hasToString("TrackerEvent[id=17, device=7, at=2026-11-22T10:00:00Z]");
  }
}
