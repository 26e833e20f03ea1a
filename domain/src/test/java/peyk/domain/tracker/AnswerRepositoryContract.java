package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.AnswerRepository.StoredAnswer;
import peyk.domain.tracker.DeviceChangeRepository.Completion;

/** What every {@link AnswerRepository} does, whatever it is made of. */
public abstract class AnswerRepositoryContract {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final DeviceId OTHER = new DeviceId(8);

  /** Empty at first. */
  protected abstract AnswerRepository answers();

  /** Where answers come from. */
  protected abstract EventInbox inbox();

  /** What answers become. */
  protected abstract DeviceChangeRepository changes();

  protected abstract Instant now();

  @Test
  void of_a_tracker_that_never_answered_there_is_nothing() {
    hear(1, OTHER, "IMSI:1");
    assertThat(answers().latest(DEVICE, 10)).isEmpty();
  }

  @Test
  void an_answer_is_told_with_its_times() {
    hear(1, DEVICE, "IMSI:1");
    assertThat(answers().latest(DEVICE, 10))
        .containsExactly(new StoredAnswer(at(1), now(), Optional.empty(), "IMSI:1"));
    handle(1);
    assertThat(answers().latest(DEVICE, 10))
        .containsExactly(new StoredAnswer(at(1), now(), Optional.of(now()), "IMSI:1"));
  }

  @Test
  void the_latest_come_first_whether_they_were_handled_or_not() {
    for (int i = 1; i <= 5; i++) {
      hear(i, DEVICE, Integer.toString(i));
    }
    handle(3);
    assertThat(results(10)).containsExactly("5", "4", "3", "2", "1");
    assertThat(results(3)).containsExactly("5", "4", "3");
    assertThat(results(1)).containsExactly("5");
    assertThat(answers().latest(DEVICE, 10))
        .extracting(heard -> heard.handledAt().isPresent())
        .containsExactly(false, false, true, true, true);
  }

  private void hear(long id, DeviceId device, String result) {
    inbox().store(List.of(new TrackerEvent(id, device, at(id), result)));
  }

  private Instant at(long id) {
    return now().minus(Duration.ofMinutes(100 - id));
  }

  private void handle(int oldest) {
    var sequences = changes().waiting(DEVICE, oldest).stream().map(DeviceChange::sequence).toList();
    changes()
        .complete(
            DEVICE,
            new Completion(sequences, List.of(), List.of(), Map.of(), List.of(), Optional.empty()));
  }

  private List<String> results(int atMost) {
    return answers().latest(DEVICE, atMost).stream().map(StoredAnswer::result).toList();
  }
}
