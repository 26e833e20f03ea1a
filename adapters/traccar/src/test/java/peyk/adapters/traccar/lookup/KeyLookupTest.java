package peyk.adapters.traccar.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.traccar.TraccarFixture;
import peyk.adapters.traccar.account.TraccarAccountGateway;
import peyk.adapters.traccar.device.TraccarDeviceGateway;
import peyk.adapters.traccar.lookup.KeyLookup.Resource;
import peyk.domain.AtOnce;
import peyk.domain.account.Account;
import peyk.domain.account.Login;
import peyk.domain.account.NewAccount;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.otp.Phones;

/** How a user or device is found without listing everybody, or with few such lists. */
class KeyLookupTest {
  private static final String USERS = "/api/users";

  private TraccarFixture neighbour;

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Test
  void a_current_server_is_never_asked_for_everybody() {
    var accounts = accountsOf(5000, "6.14.5", false);
    for (int i = 0; i < 50; i++) {
      assertThat(accounts.find(login(i * 100))).isPresent();
      assertThat(accounts.find(login(9_000_000 + i))).isEmpty();
    }
    assertThat(neighbour.traccar().requests().count("GET", USERS)).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12.2", "a version of our own"})
  void an_old_server_is_asked_for_everybody_but_once_in_a_while(String version) {
    var accounts = accountsOf(5000, version, true);
    for (int i = 0; i < 50; i++) {
      assertThat(accounts.find(login(i * 100))).map(Account::login).contains(login(i * 100));
      assertThat(accounts.find(login(9_000_000 + i))).isEmpty();
    }
    assertThat(listings()).isLessThanOrEqualTo(4);
  }

  @Test
  void a_lookup_of_a_missing_key_lists_once_however_long_that_takes() {
    accountsOf(100, "6.12.2", true);
    var users = new KeyLookup(neighbour.client(), Resource.USERS, Duration.ZERO);
    assertThat(users.find("09129999999")).isEmpty();
    assertThat(listings()).isEqualTo(1);
  }

  @Test
  void those_who_ask_at_once_share_one_listing() {
    var accounts = accountsOf(5000, "6.12.2", true);
    var found = AtOnce.run(40, i -> accounts.find(login(i)).isPresent());
    assertThat(found).containsOnly(true);
    assertThat(listings()).isEqualTo(1);
  }

  @Test
  void whoever_was_created_through_us_is_known_without_a_listing() {
    var accounts = accountsOf(2000, "6.12.2", true);
    accounts.find(login(1));
    var before = listings();
    var phone = Phones.any();
    accounts.create(new NewAccount(phone, Map.of(), "password"));
    assertThat(accounts.find(Login.of(phone))).isPresent();
    assertThat(listings()).isEqualTo(before);
  }

  @Test
  void a_user_whose_number_many_strangers_bear_as_a_name_is_found() {
    neighbour = TraccarFixture.start();
    for (int i = 0; i < 120; i++) {
      neighbour.add("stranger" + i + "@example.org", "09129999999");
    }
    var id = neighbour.add("09129999999", "zzz");
    assertThat(new TraccarAccountGateway(neighbour.client()).find(new Login("09129999999")))
        .contains(new Account(id, new Login("09129999999")));
  }

  @Test
  void a_device_of_an_old_server_is_found_in_its_index() {
    neighbour =
        TraccarFixture.start(
            TraccarOptions.defaults().withVersion("6.12").withKeywordIgnored(true));
    for (int i = 0; i < 300; i++) {
      neighbour.aDevice();
    }
    var devices = new TraccarDeviceGateway(neighbour.client());
    for (int i = 1; i <= 300; i += 10) {
      var id = new DeviceId(i);
      assertThat(devices.find(new Imei(TraccarFixture.imei(id)))).map(d -> d.id()).contains(id);
    }
    assertThat(
            neighbour.traccar().requests().count("GET", "/api/devices")
                - neighbour.traccar().requests().count("GET", "/api/devices/"))
        .isEqualTo(1);
  }

  private TraccarAccountGateway accountsOf(int users, String version, boolean keywordIgnored) {
    neighbour =
        TraccarFixture.start(
            TraccarOptions.defaults().withVersion(version).withKeywordIgnored(keywordIgnored));
    neighbour.traccar().seedUsers(users);
    return new TraccarAccountGateway(neighbour.client());
  }

  private int listings() {
    return neighbour.traccar().requests().count("GET", USERS)
        - neighbour.traccar().requests().count("GET", USERS + "/");
  }

  private static Login login(int number) {
    return new Login(String.format("%011d", 9_100_000_000L + number));
  }
}
