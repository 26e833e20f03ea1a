package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.device.DeviceId;

/** What every {@link EventReportGateway} does, whatever it is made of. */
public abstract class EventReportGatewayContract {
  protected static final Instant NINE = Instant.parse("2026-11-22T09:00:00.250Z");

  protected abstract EventReportGateway reports();

  /** A device that this service's own user is linked to, another one each time. */
  protected abstract DeviceId aDevice();

  /** The device's tracker answers, at that time. */
  protected abstract void answer(DeviceId device, Instant at, String result);

  /** From now on Traccar cannot be asked. */
  protected abstract void breakDown();

  @Test
  void answers_tell_what_which_tracker_said_and_when() {
    var car = aDevice();
    answer(car, NINE, "IMSI:432350123456789");
    assertThat(answers(List.of(car), NINE.minusSeconds(1), NINE.plusSeconds(1)))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.id()).isPositive();
          assertThat(event.device()).isEqualTo(car);
          assertThat(event.at()).isEqualTo(NINE);
          assertThat(event.result()).isEqualTo("IMSI:432350123456789");
        });
  }

  @Test
  void both_ends_of_the_time_count() {
    var car = aDevice();
    answer(car, NINE.minusMillis(1), "before");
    answer(car, NINE, "first");
    answer(car, NINE.plusSeconds(60), "last");
    answer(car, NINE.plusSeconds(60).plusMillis(1), "after");
    assertThat(answers(List.of(car), NINE, NINE.plusSeconds(60)))
        .extracting(TrackerEvent::result)
        .containsExactly("first", "last");
  }

  @Test
  void only_the_devices_that_were_asked_for_count() {
    var car = aDevice();
    var other = aDevice();
    answer(car, NINE, "yes");
    answer(other, NINE, "no");
    assertThat(answers(List.of(car), NINE, NINE))
        .extracting(TrackerEvent::result)
        .containsExactly("yes");
    assertThat(answers(List.of(), NINE, NINE)).isEmpty();
  }

  @Test
  void the_answers_of_a_tracker_come_in_order() {
    var car = aDevice();
    for (int i = 0; i < 30; i++) {
      answer(car, NINE.plusSeconds(i), "PASS:" + i);
    }
    assertThat(answers(List.of(car), NINE, NINE.plusSeconds(60)))
        .hasSize(30)
        .isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @Test
  void a_fleet_of_many_devices_is_answered_for_as_a_whole() {
    var fleet = new ArrayList<DeviceId>();
    for (int i = 0; i < 250; i++) {
      var car = aDevice();
      fleet.add(car);
      answer(car, NINE, "PASS:" + i);
    }
    assertThat(answers(fleet, NINE, NINE))
        .extracting(TrackerEvent::device)
        .containsExactlyInAnyOrderElementsOf(fleet);
  }

  @Test
  void an_outage_does_not_look_like_silence() {
    var car = aDevice();
    breakDown();
    assertThatThrownBy(() -> answers(List.of(car), NINE, NINE))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  private List<TrackerEvent> answers(Collection<DeviceId> devices, Instant from, Instant to) {
    var all = new ArrayList<TrackerEvent>();
    reports().answers(devices, from, to, all::addAll);
    return all;
  }
}
