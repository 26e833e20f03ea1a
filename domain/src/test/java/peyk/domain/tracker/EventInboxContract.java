package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChangeRepository.Completion;

/** What every {@link EventInbox} does, whatever it is made of. */
public abstract class EventInboxContract {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final DeviceId OTHER = new DeviceId(8);
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00.123Z");

  /** The inbox of one process, empty at first. */
  protected abstract EventInbox inbox();

  /** The same inbox as another process sees it. */
  protected abstract EventInbox inboxOfAnotherReplica();

  /** The changes that the events become. */
  protected abstract DeviceChangeRepository changes();

  /** The present time of both processes. */
  protected abstract Instant now();

  /** How often the job of a device has been woken. */
  protected abstract int wakeups(DeviceId device);

  @Test
  void nothing_comes_of_no_events() {
    assertThat(inbox().store(List.of())).isZero();
  }

  @Test
  void an_event_is_stored_once_however_often_it_is_heard() {
    var event = event(5, "IMSI:1");
    assertThat(inbox().store(List.of(event, event))).isEqualTo(1);
    assertThat(inbox().store(List.of(event(4, "IMSI:0"), event))).isEqualTo(1);
    assertThat(results(DEVICE)).containsExactly("IMSI:1", "IMSI:0");
  }

  @Test
  void an_event_is_the_same_when_a_report_gives_its_time_rounded() {
    inbox().store(List.of(new TrackerEvent(5, DEVICE, NOW, "IMSI:1")));
    var rounded = new TrackerEvent(5, DEVICE, Instant.parse("2026-11-01T10:00:00Z"), "IMSI:1");
    assertThat(inbox().store(List.of(rounded))).isZero();
  }

  @Test
  void an_id_that_a_new_traccar_gives_out_again_is_another_event() {
    inbox().store(List.of(new TrackerEvent(5, DEVICE, NOW, "IMSI:1")));
    assertThat(inbox().store(List.of(new TrackerEvent(5, OTHER, NOW, "IMSI:1")))).isEqualTo(1);
    assertThat(inbox().store(List.of(new TrackerEvent(5, DEVICE, NOW, "IMSI:2")))).isEqualTo(1);
  }

  @Test
  void an_event_that_was_handled_is_not_new_when_it_is_heard_again() {
    inbox().store(List.of(event(5, "IMSI:1")));
    var sequences = changes().waiting(DEVICE, 10).stream().map(DeviceChange::sequence).toList();
    changes()
        .complete(
            DEVICE,
            new Completion(sequences, List.of(), List.of(), Map.of(), List.of(), Optional.empty()));
    assertThat(inbox().store(List.of(event(5, "IMSI:1")))).isZero();
    assertThat(results(DEVICE)).isEmpty();
  }

  @Test
  void events_of_a_batch_keep_their_order() {
    var events = List.of(event(30, "three"), event(0, "zero"), event(10, "one"), event(20, "two"));
    inbox().store(events);
    assertThat(results(DEVICE)).containsExactly("three", "zero", "one", "two");
  }

  @Test
  void events_without_an_id_are_told_apart_by_device_time_and_text() {
    var event = new TrackerEvent(0, DEVICE, NOW, "long");
    var others =
        List.of(
            new TrackerEvent(0, OTHER, NOW, "long"),
            new TrackerEvent(0, DEVICE, NOW.plusMillis(1), "long"),
            new TrackerEvent(0, DEVICE, NOW, "longer"));
    assertThat(inbox().store(List.of(event))).isEqualTo(1);
    assertThat(inbox().store(others)).isEqualTo(3);
    assertThat(inbox().store(List.of(event))).isZero();
    assertThat(inbox().store(others)).isZero();
    assertThat(results(DEVICE)).containsExactly("long", "long", "longer");
  }

  @Test
  void new_events_wake_the_jobs_of_their_devices_and_old_ones_wake_nobody() {
    inbox().store(List.of(event(1, "a"), new TrackerEvent(2, OTHER, NOW, "b")));
    assertThat(wakeups(DEVICE)).isPositive();
    assertThat(wakeups(OTHER)).isPositive();
    var before = wakeups(DEVICE);
    inbox().store(List.of(event(1, "a")));
    assertThat(wakeups(DEVICE)).isEqualTo(before);
    inbox().store(List.of(event(3, "c")));
    assertThat(wakeups(DEVICE)).isGreaterThan(before);
  }

  @Test
  void an_answer_keeps_its_text_and_its_time() {
    var text = "line\r\nخودرو 😀 \\ \" \t end";
    inbox().store(List.of(event(1, text)));
    assertThat(changes().waiting(DEVICE, 1))
        .singleElement()
        .isInstanceOfSatisfying(
            Answer.class,
            answer -> {
              assertThat(answer.result()).isEqualTo(text);
              assertThat(answer.at()).isEqualTo(NOW);
            });
  }

  @Test
  void a_text_that_is_no_text_does_no_harm() {
    var odd = "a\0b\uD800c\uDC00";
    assertThat(inbox().store(List.of(event(1, odd), event(0, odd)))).isEqualTo(2);
    assertThat(inbox().store(List.of(event(0, odd)))).isZero();
    assertThat(results(DEVICE))
        .hasSize(2)
        .allSatisfy(result ->
            assertThat(result.replaceAll("[\0\uD800]|\uDC00", "\uFFFD"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFD"));
  }

  @Test
  void of_what_all_replicas_hear_one_copy_is_kept() {
    var events =
        LongStream.rangeClosed(1, 300)
            .mapToObj(id ->
                new TrackerEvent(
                    id % 3 == 0 ? 0 : id, new DeviceId(100 + id % 10), NOW.plusMillis(id), "r"))
            .toList();
    var stored =
        AtOnce.run(
            8,
            number -> {
              var heard = new ArrayList<>(events);
              Collections.rotate(heard, number * 37);
              return (number % 2 == 0 ? inbox() : inboxOfAnotherReplica()).store(heard);
            });
    assertThat(stored.stream().mapToInt(Integer::intValue).sum()).isEqualTo(300);
    assertThat(
            LongStream.range(100, 110)
                .mapToInt(device -> changes().waiting(new DeviceId(device), 1000).size())
                .sum())
        .isEqualTo(300);
  }

  @Test
  void the_time_up_to_which_all_was_heard_only_moves_forward() {
    inbox().completeUntil(now());
    inbox().completeUntil(now().minusSeconds(1));
    assertThat(inbox().completeUntil()).isEqualTo(now());
    inbox().completeUntil(now().plusSeconds(5));
    assertThat(inbox().completeUntil()).isEqualTo(now().plusSeconds(5));
    assertThat(inboxOfAnotherReplica().completeUntil()).isEqualTo(now().plusSeconds(5));
  }

  @Test
  void from_the_future_that_time_moves_back() {
    inbox().completeUntil(now().plusSeconds(3600));
    inbox().completeUntil(now().minusSeconds(1));
    assertThat(inbox().completeUntil()).isEqualTo(now().minusSeconds(1));
  }

  private static TrackerEvent event(long id, String result) {
    return new TrackerEvent(id, DEVICE, NOW, result);
  }

  private List<String> results(DeviceId device) {
    return changes().waiting(device, 100).stream()
        .map(Answer.class::cast)
        .map(Answer::result)
        .toList();
  }
}
