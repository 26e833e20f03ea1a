package peyk.adapters.traccar.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.adapters.traccar.RecordingInbox;
import peyk.domain.Eventually;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.TrackerEvent;

class EventWriterTest {
  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

  private final EventBuffer buffer = new EventBuffer();
  private final RecordingInbox inbox = new RecordingInbox(NINE);
  private final EventWriter writer = new EventWriter(buffer, inbox, new SplittableRandom(1));
  private final Thread writing = Thread.ofVirtual().unstarted(writer);

  @BeforeEach
  void calm() {
    writing.setName("writer");
  }

  @AfterEach
  void stop() {
    writing.interrupt();
  }

  @Test
  void what_waits_is_stored_together_and_in_order() {
    buffer.add(events(1, 700));
    buffer.add(events(701, 1500));
    writing.start();
    Eventually.until("all is stored", () -> inbox.size() == 1500);
    assertThat(inbox.batches()).containsExactly(1000, 500);
    assertThat(inbox.stored()).isEqualTo(events(1, 1500));
  }

  @Test
  void the_time_moves_on_only_after_what_came_before_it_is_stored() {
    var seen = new ArrayList<Instant>();
    inbox.check(_ -> seen.add(inbox.completeUntil()));
    buffer.add(events(1, 2));
    buffer.addHeardUntil(NINE.plusSeconds(1));
    buffer.addHeardUntil(NINE.plusSeconds(2));
    buffer.add(events(3, 3));
    writing.start();
    Eventually.until("all is stored", () -> inbox.size() == 3);
    assertThat(seen).containsExactly(NINE, NINE, NINE.plusSeconds(2));
  }

  @Test
  void while_the_database_is_away_events_wait() {
    inbox.goAway();
    buffer.add(events(1, 10));
    buffer.addHeardUntil(NINE.plusSeconds(1));
    writing.start();
    Eventually.until("it tries", () -> inbox.refusals() > 1);
    assertThat(buffer.isDone()).isFalse();
    inbox.comeBack();
    Eventually.until("all is stored", buffer::isDone);
    assertThat(inbox.stored()).isEqualTo(events(1, 10));
    assertThat(inbox.completeUntil()).isEqualTo(NINE.plusSeconds(1));
  }

  static List<Throwable> failuresOfOneAnswer() {
    return List.of(
        new IllegalArgumentException("no such text"),
        new StackOverflowError(),
        new AssertionError());
  }

  @ParameterizedTest
  @MethodSource("failuresOfOneAnswer")
  void an_event_that_can_never_be_stored_is_given_up_and_no_other(Throwable failure) {
    inbox.check(event -> {
      if (event.id() == 5) {
        fail(failure);
      }
    });
    buffer.add(events(1, 10));
    buffer.addHeardUntil(NINE.plusSeconds(1));
    writing.start();
    Eventually.until("the rest is stored", () -> inbox.size() == 9);
    Eventually.until("it goes on", () -> inbox.completeUntil().equals(NINE.plusSeconds(1)));
  }

  static List<Error> errorsOfTheProcess() {
    return List.of(new NoClassDefFoundError("for a while"), new OutOfMemoryError("for a while"));
  }

  @ParameterizedTest
  @MethodSource("errorsOfTheProcess")
  void an_error_of_the_process_loses_no_answer_however_often_it_happens(Error error) {
    var errors = new AtomicInteger();
    inbox.check(_ -> {
      if (errors.incrementAndGet() <= 5) {
        throw error;
      }
    });
    buffer.add(events(1, 3));
    writing.start();
    Eventually.until("all is stored", () -> inbox.size() == 3);
    assertThat(inbox.stored()).isEqualTo(events(1, 3));
  }

  @Test
  void a_full_buffer_has_room_again_once_half_of_it_is_stored() {
    var room = new AtomicBoolean();
    buffer.add(events(1, 19_999));
    assertThat(buffer.hasRoomOr(() -> room.set(true))).isTrue();
    buffer.add(events(20_000, 20_000));
    assertThat(buffer.hasRoomOr(() -> room.set(true))).isFalse();
    assertThat(room).isFalse();
    writing.start();
    Eventually.until("there is room", room::get);
    assertThat(buffer.hasRoomOr(() -> {})).isTrue();
  }

  @Test
  void a_few_long_answers_fill_the_buffer_too() {
    var answer = "x".repeat(1024 * 1024);
    for (int i = 1; i < 8; i++) {
      buffer.add(List.of(new TrackerEvent(i, new DeviceId(1), NINE, answer)));
    }
    assertThat(buffer.hasRoomOr(() -> {})).isTrue();
    buffer.add(List.of(new TrackerEvent(8, new DeviceId(1), NINE, answer)));
    assertThat(buffer.hasRoomOr(() -> {})).isFalse();
  }

  private static void fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private static List<TrackerEvent> events(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(id -> new TrackerEvent(id, new DeviceId(1), NINE, "PASS:" + id))
        .toList();
  }
}
