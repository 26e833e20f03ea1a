package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;

/** What every {@link DeviceNameRepository} does, whatever it is made of. */
public abstract class DeviceNameRepositoryContract {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final DeviceId OTHER = new DeviceId(8);
  private static final AccountId ALI = new AccountId(11);
  private static final AccountId SARA = new AccountId(12);

  /** The reservations of one process, none at first. */
  protected abstract DeviceNameRepository names();

  /** The same reservations as another process sees them. */
  protected abstract DeviceNameRepository namesOfAnotherReplica();

  /** The device has got the name that was reserved for it: its reservation is dropped. */
  protected abstract void named(DeviceId device, AccountId owner);

  @Test
  void the_first_device_of_an_owner_is_number_one() {
    assertThat(reserve(ALI, DEVICE)).isEqualTo(1);
  }

  @Test
  void the_next_number_is_above_those_in_traccar_and_those_reserved() {
    assertThat(names().reserve(ALI, DEVICE, () -> List.of("خودرو 4", "خودرو ۲", "پراید")))
        .isEqualTo(5);
    assertThat(names().reserve(ALI, OTHER, () -> List.of("خودرو 4"))).isEqualTo(6);
    assertThat(names().reserve(ALI, new DeviceId(9), () -> List.of("خودرو 10"))).isEqualTo(11);
  }

  @Test
  void a_device_that_has_a_number_gets_the_same_again_and_traccar_is_not_asked() {
    reserve(ALI, DEVICE);
    reserve(ALI, OTHER);
    assertThat(
            names()
                .reserve(
                    ALI,
                    DEVICE,
                    () -> {
                      throw new AssertionError("there is no need to ask");
                    }))
        .isEqualTo(1);
  }

  @Test
  void owners_count_for_themselves() {
    reserve(ALI, DEVICE);
    assertThat(reserve(SARA, OTHER)).isEqualTo(1);
  }

  @Test
  void a_device_that_comes_to_another_owner_gets_a_number_of_that_owner() {
    reserve(ALI, DEVICE);
    assertThat(names().reserve(SARA, DEVICE, () -> List.of("خودرو 3"))).isEqualTo(4);
    assertThat(reserve(ALI, OTHER)).isEqualTo(1);
  }

  @Test
  void a_number_whose_name_has_reached_traccar_is_not_reserved_any_more() {
    reserve(ALI, DEVICE);
    named(DEVICE, ALI);
    assertThat(names().reserve(ALI, OTHER, () -> List.of("خودرو 1"))).isEqualTo(2);
    named(OTHER, ALI);
    assertThat(reserve(ALI, new DeviceId(9))).isEqualTo(1);
  }

  @Test
  void a_name_that_reaches_traccar_while_another_is_reserved_is_seen_all_the_same() {
    reserve(ALI, DEVICE);
    assertThat(
            names()
                .reserve(
                    ALI,
                    OTHER,
                    () -> {
                      named(DEVICE, ALI);
                      return List.of();
                    }))
        .isEqualTo(2);
  }

  @Test
  void nothing_is_reserved_if_traccar_cannot_be_asked() {
    assertThatThrownBy(() ->
            names()
                .reserve(
                    ALI,
                    DEVICE,
                    () -> {
                      throw new GatewayUnavailableException("away");
                    }))
        .isInstanceOf(GatewayUnavailableException.class);
    assertThat(reserve(ALI, OTHER)).isEqualTo(1);
  }

  @Test
  void fifty_devices_of_one_owner_at_once_get_fifty_numbers() {
    var numbers =
        AtOnce.run(
            50,
            number -> {
              var replica = number % 2 == 0 ? names() : namesOfAnotherReplica();
              return replica.reserve(ALI, new DeviceId(100 + number), List::of);
            });
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }

  private int reserve(AccountId owner, DeviceId device) {
    return names().reserve(owner, device, List::of);
  }
}
