package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;

/** What every {@link DeviceLinkGateway} does, whatever it is made of. */
public abstract class DeviceLinkGatewayContract {
  private static final DeviceId NO_DEVICE = new DeviceId(987_654_321);
  private static final AccountId NOBODY = new AccountId(987_654_321);

  protected abstract DeviceLinkGateway links();

  /** Another user each time. */
  protected abstract AccountId someone();

  /** Another device each time, linked to nobody. */
  protected abstract DeviceId aDevice();

  protected abstract boolean isLinked(AccountId account, DeviceId device);

  /** Whether this service's own user hears the device. */
  protected abstract boolean isSubscribed(DeviceId device);

  /** From now on Traccar cannot be asked. */
  protected abstract void breakDown();

  @Test
  void a_link_is_between_those_two_only() {
    var ali = someone();
    var sara = someone();
    var car = aDevice();
    var other = aDevice();
    links().link(ali, car);
    assertThat(isLinked(ali, car)).isTrue();
    assertThat(isLinked(sara, car)).isFalse();
    assertThat(isLinked(ali, other)).isFalse();
  }

  @Test
  void what_was_linked_twice_is_unlinked_at_once() {
    var ali = someone();
    var car = aDevice();
    links().link(ali, car);
    links().link(ali, car);
    links().unlink(ali, car);
    assertThat(isLinked(ali, car)).isFalse();
  }

  @Test
  void unlinking_leaves_the_links_of_others() {
    var ali = someone();
    var sara = someone();
    var car = aDevice();
    links().link(ali, car);
    links().link(sara, car);
    links().unlink(ali, car);
    assertThat(isLinked(ali, car)).isFalse();
    assertThat(isLinked(sara, car)).isTrue();
  }

  @Test
  void unlinking_what_is_not_linked_does_nothing() {
    var ali = someone();
    var car = aDevice();
    links().unlink(ali, car);
    links().unlink(ali, NO_DEVICE);
    links().unlink(NOBODY, car);
    assertThat(isLinked(ali, car)).isFalse();
  }

  @Test
  void there_is_nothing_to_link_to_a_user_or_device_that_is_gone() {
    var ali = someone();
    var car = aDevice();
    links().link(ali, NO_DEVICE);
    links().link(NOBODY, car);
    links().subscribe(NO_DEVICE);
    assertThat(isLinked(ali, car)).isFalse();
  }

  @Test
  void a_device_is_heard_once_that_was_asked_for() {
    var car = aDevice();
    assertThat(isSubscribed(car)).isFalse();
    links().subscribe(car);
    links().subscribe(car);
    assertThat(isSubscribed(car)).isTrue();
  }

  @Test
  void an_outage_is_told() {
    var ali = someone();
    var car = aDevice();
    breakDown();
    List<Runnable> calls =
        List.of(
            () -> links().link(ali, car),
            () -> links().unlink(ali, car),
            () -> links().subscribe(car));
    for (var call : calls) {
      assertThatThrownBy(call::run).isInstanceOf(GatewayUnavailableException.class);
    }
  }
}
