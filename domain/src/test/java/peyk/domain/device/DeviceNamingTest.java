package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.account.AccountId;

class DeviceNamingTest {
  private static final AccountId OWNER = new AccountId(1);

  @Test
  void the_first_tracker_is_number_one() {
    assertThat(DeviceNaming.next(List.of())).isOne();
    assertThat(DeviceNaming.next(List.of("My car", "T950 two"))).isOne();
    assertThat(DeviceNaming.name(1)).isEqualTo("خودرو 1");
  }

  @Test
  void the_next_number_is_one_more_than_the_highest() {
    assertThat(DeviceNaming.next(List.of("خودرو 2", "My car", "خودرو 9", "خودرو 3"))).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"خودرو 7", "خودرو ۷", "خودرو ٧", "خودرو7", " خودرو  07 ", "خودرو\t7"})
  void a_number_is_read_in_digits_of_all_three_scripts(String name) {
    assertThat(DeviceNaming.number(name)).hasValue(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "خودرو",
        "خودرو 7a",
        "خودرو 7 8",
        "خودروی 7",
        "7",
        "7 خودرو",
        "خودرو -7",
        "خودرو 7.5",
        "خودرو 9999999999",
        "خودرو ७"
      })
  void other_names_have_no_number(String name) {
    assertThat(DeviceNaming.number(name)).isEmpty();
  }

  @Test
  void what_was_named_is_counted() {
    assertThat(DeviceNaming.number(DeviceNaming.name(123))).hasValue(123);
  }

  /**
   * The columns: who owns it by our books, whether it is named, whether it was registered before.
   */
  @ParameterizedTest
  @CsvSource({
    "nobody,  false, false, true",
    "nobody,  false, true,  false",
    "owner,   false, false, true",
    "owner,   false, true,  true",
    "owner,   true,  false, false",
    "owner,   true,  true,  false",
    "another, false, false, true",
    "another, false, true,  true",
    "another, true,  false, true",
    "another, true,  true,  true"
  })
  void the_first_registration_with_an_owner_names_a_device(
      String byOurBooks, boolean named, boolean registeredBefore, boolean due) {
    var owner =
        switch (byOurBooks) {
          case "owner" -> Optional.of(OWNER);
          case "another" -> Optional.of(new AccountId(2));
          default -> Optional.<AccountId>empty();
        };
    var claim = new DeviceClaim(Devices.ID, owner, named, Optional.empty(), 3);
    assertThat(DeviceNaming.isDue(OWNER, claim, () -> registeredBefore)).isEqualTo(due);
  }
}
