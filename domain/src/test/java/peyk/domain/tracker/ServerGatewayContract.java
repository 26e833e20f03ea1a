package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.device.DeviceId;

/** What every {@link ServerGateway} does, whatever it is made of; its version is 6.14.5. */
public abstract class ServerGatewayContract {
  /** Makes events of devices that come online. */
  protected abstract ServerGateway server();

  /** Another device each time, linked to this service's own user. */
  protected abstract DeviceId aLinkedDevice();

  /** Says when. */
  protected abstract Instant comesOnline(DeviceId device);

  /** From now on Traccar cannot be asked. */
  protected abstract void breakDown();

  @Test
  void it_tells_its_version() {
    assertThat(server().version()).contains("6.14.5");
  }

  @Test
  void its_clock_is_that_of_its_neighbours() {
    var asked = System.nanoTime();
    server().version();
    var time = Duration.ofNanos(System.nanoTime() - asked);
    assertThat(server().clockDifference())
        .hasValueSatisfying(difference -> {
          assertThat(Duration.ZERO).isBetween(difference.least(), difference.most());
          assertThat(difference.most().minus(difference.least()))
              .as("an answer tells whole seconds, at some moment while it was waited for")
              .isLessThanOrEqualTo(time.plusSeconds(2));
        });
  }

  @Test
  void of_the_devices_that_are_asked_for_one_came_online() {
    var quiet = aLinkedDevice();
    var other = aLinkedDevice();
    var at = comesOnline(other);
    var before = at.minusSeconds(10);
    var after = at.plusSeconds(10);
    assertThat(server().sawComeOnline(List.of(quiet, other), before, after)).isTrue();
    assertThat(server().sawComeOnline(List.of(quiet), before, after)).isFalse();
    assertThat(server().sawComeOnline(List.of(), before, after)).isFalse();
    assertThat(server().sawComeOnline(List.of(other), after, after.plusSeconds(10))).isFalse();
  }

  @Test
  void before_the_first_answer_no_delay_is_known() {
    assertThat(server().answerDelay()).isEmpty();
  }

  @Test
  void an_outage_does_not_look_like_an_answer() {
    var device = aLinkedDevice();
    breakDown();
    assertThatThrownBy(() -> server().version()).isInstanceOf(GatewayUnavailableException.class);
    assertThatThrownBy(() -> server().sawComeOnline(List.of(device), Instant.EPOCH, Instant.EPOCH))
        .isInstanceOf(GatewayUnavailableException.class);
  }
}
