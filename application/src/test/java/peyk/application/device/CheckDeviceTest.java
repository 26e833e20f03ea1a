package peyk.application.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.account.SessionToken;
import peyk.domain.device.DevicePatch;
import peyk.domain.tracker.DeviceChangeRepository.Completion;

class CheckDeviceTest {
  private static final String ALI = "09120000001";
  private static final String REZA = "reza@example.com";

  private final DeviceWorld world = new DeviceWorld();
  private final CheckDevice checkDevice = world.checkDevice();

  @AfterEach
  void nothing_has_changed() {
    assertThat(world.devices.writes()).isZero();
    assertThat(world.commands.sent()).isEmpty();
    assertThat(world.links.heard()).isEmpty();
    assertThat(world.claims.find(world.tracker.id()).pending()).isEmpty();
  }

  @Test
  void a_free_device_can_be_registered() {
    assertThat(check(ALI, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+98 912 000 0001", "۰۹۱۲۰۰۰۰۰۰۱", "00989120000001"})
  void a_user_may_be_spelt_in_any_way(String spelling) {
    assertThat(check(spelling, null)).isEmpty();
  }

  @Test
  void an_imei_may_be_in_persian_digits() {
    assertThat(checkDevice.check(request(ALI, "۳۵۰۱۲۳۴۵۰۰۰۰۰۱۵", null, null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "350123450000016", "35012345000001"})
  void what_traccar_does_not_have_is_unknown(String imei) {
    assertThat(checkDevice.check(request(ALI, imei, null, null)))
        .contains(RegistrationRefusal.DEVICE_UNKNOWN);
  }

  @Test
  void a_device_that_is_not_online_cannot_be_registered() {
    world.devices.online(world.tracker.id(), false);
    assertThat(check(ALI, null)).contains(RegistrationRefusal.DEVICE_OFFLINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"09129999999", "nobody@example.com", "\u0000", "a\ud800"})
  void a_user_has_to_exist(String user) {
    assertThat(check(user, null)).contains(RegistrationRefusal.USER_UNKNOWN);
  }

  @Test
  void a_device_with_an_owner_cannot_be_registered_by_itself() {
    world.belongsTo(world.reza);
    assertThat(check(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
  }

  /** Apps rely on that. */
  @Test
  void not_even_by_its_owner() {
    world.belongsTo(world.ali);
    assertThat(check(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
  }

  @Test
  void an_owner_may_hand_it_over() {
    world.belongsTo(world.reza);
    assertThat(check(ALI, REZA)).isEmpty();
    assertThat(check(ALI, "REZA@EXAMPLE.COM")).isEmpty();
  }

  @Test
  void an_owner_may_hand_it_over_to_themselves() {
    world.belongsTo(world.ali);
    assertThat(check(ALI, "+989120000001")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "09120000001", "09129999999", "nobody@example.com", "\u0000"})
  void nobody_else_may(String from) {
    world.belongsTo(world.reza);
    assertThat(check(ALI, from)).contains(RegistrationRefusal.DEVICE_NOT_OWNED_BY_FROM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "reza@example.com", "nobody@example.com"})
  void without_an_owner_it_does_not_matter_who_hands_it_over(String from) {
    assertThat(check(ALI, from)).isEmpty();
  }

  // Who the owner is

  @Test
  void an_assignee_may_be_a_text() {
    world.assign(world.reza.id().toString());
    assertThat(check(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    assertThat(check(ALI, REZA)).isEmpty();
  }

  @Test
  void an_assignee_that_is_unreadable_or_does_not_exist_is_none() {
    for (var assignee : List.<Object>of("Reza", "", true, List.of(1), 999, "999")) {
      world.assign(assignee);
      assertThat(check(ALI, null)).as("assignee %s", assignee).isEmpty();
    }
  }

  @Test
  void a_claim_on_its_way_makes_an_owner() {
    world.claims.open(
        world.claims.find(world.tracker.id()),
        world.reza.id(),
        Optional.empty(),
        world.clock.now());
    assertThat(check(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    world.claims.abandon(world.claims.find(world.tracker.id()));
  }

  @Test
  void a_patch_on_its_way_makes_an_owner() {
    world.changes.add(world.tracker.id(), DevicePatch.assign(world.reza.id()));
    assertThat(check(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    assertThat(check(ALI, REZA)).isEmpty();
  }

  @Test
  void our_claim_counts_whatever_somebody_changed_in_traccar() {
    settleClaimOf(world.reza);
    assertThat(check(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    world.assign(world.ali.id().value());
    assertThat(check(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    assertThat(check(ALI, REZA)).isEmpty();
  }

  @Test
  void without_the_user_of_our_claim_traccars_assignee_counts() {
    var gone = world.accounts.add("09120000009");
    settleClaimOf(gone);
    world.accounts.remove(gone.id());
    assertThat(check(ALI, null)).isEmpty();
    world.assign(world.reza.id().value());
    assertThat(check(ALI, REZA)).isEmpty();
    assertThat(check(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
  }

  // Tokens

  @Test
  void a_user_may_ask_with_its_own_token() {
    assertThat(checkWithToken(ALI, null, world.tokenOf(world.ali))).isEmpty();
  }

  @Test
  void a_stranger_may_not_and_learns_nothing() {
    var stranger = world.tokenOf(world.accounts.add("09120000009"));
    world.devices.online(world.tracker.id(), false);
    assertThat(checkWithToken(ALI, null, stranger)).contains(RegistrationRefusal.TOKEN_MISMATCH);
    assertThat(checkWithToken(ALI, REZA, stranger)).contains(RegistrationRefusal.TOKEN_MISMATCH);
  }

  @Test
  void for_a_transfer_the_owner_asks_and_not_the_user() {
    world.belongsTo(world.reza);
    assertThat(checkWithToken(ALI, REZA, world.tokenOf(world.reza))).isEmpty();
    assertThat(checkWithToken(ALI, REZA, world.tokenOf(world.ali)))
        .contains(RegistrationRefusal.TOKEN_MISMATCH);
  }

  @Test
  void nobody_can_take_a_free_device_for_another() {
    assertThat(checkWithToken(ALI, REZA, world.tokenOf(world.reza)))
        .contains(RegistrationRefusal.TOKEN_MISMATCH);
  }

  @Test
  void a_token_has_to_be_valid() {
    assertThat(checkWithToken(ALI, null, new SessionToken("nonsense")))
        .contains(RegistrationRefusal.TOKEN_INVALID);
  }

  @Test
  void a_token_can_be_required() {
    var strict = new CheckDevice(world.registrationCheck(true));
    assertThat(strict.check(request(ALI, DeviceWorld.IMEI, null, null)))
        .contains(RegistrationRefusal.TOKEN_REQUIRED);
    assertThat(strict.check(request(ALI, DeviceWorld.IMEI, null, world.tokenOf(world.ali))))
        .isEmpty();
  }

  // Outages and order

  @Test
  void an_outage_does_not_look_like_absence() {
    world.devices.outage().begin();
    assertThatThrownBy(() -> check(ALI, null)).isInstanceOf(GatewayUnavailableException.class);
    world.devices.outage().end();
    world.accounts.outage().begin();
    assertThatThrownBy(() -> check(ALI, null)).isInstanceOf(GatewayUnavailableException.class);
  }

  /** Each step puts right what was told first. */
  @Test
  void what_is_wrong_is_told_in_order() {
    var strict = new CheckDevice(world.registrationCheck(true));
    world.belongsTo(world.reza);
    world.devices.online(world.tracker.id(), false);
    var nobody = "09120000007";
    assertThat(strict.check(request(nobody, "x", null, null)))
        .contains(RegistrationRefusal.TOKEN_REQUIRED);
    var invalid = new SessionToken("nonsense");
    assertThat(strict.check(request(nobody, "x", null, invalid)))
        .contains(RegistrationRefusal.TOKEN_INVALID);
    var ali = world.tokenOf(world.ali);
    assertThat(strict.check(request(nobody, "x", null, ali)))
        .contains(RegistrationRefusal.TOKEN_MISMATCH);
    assertThat(strict.check(request(nobody, "x", ALI, ali)))
        .contains(RegistrationRefusal.DEVICE_UNKNOWN);
    assertThat(strict.check(request(nobody, DeviceWorld.IMEI, ALI, ali)))
        .contains(RegistrationRefusal.DEVICE_OFFLINE);
    world.devices.online(world.tracker.id(), true);
    assertThat(strict.check(request(nobody, DeviceWorld.IMEI, ALI, ali)))
        .contains(RegistrationRefusal.USER_UNKNOWN);
    assertThat(strict.check(request(ALI, DeviceWorld.IMEI, null, ali)))
        .contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    assertThat(strict.check(request(ALI, DeviceWorld.IMEI, "", ali)))
        .contains(RegistrationRefusal.DEVICE_NOT_OWNED_BY_FROM);
    assertThat(strict.check(request(ALI, DeviceWorld.IMEI, REZA, world.tokenOf(world.reza))))
        .isEmpty();
  }

  /** By our books the device is the user's, and nothing waits to be written. */
  private void settleClaimOf(Account user) {
    var claim = world.claims.find(world.tracker.id());
    var opened = world.claims.open(claim, user.id(), Optional.empty(), world.clock.now());
    world.claims.settle(world.claims.commanded(opened.orElseThrow()).orElseThrow());
    var waiting = world.changes.waiting(world.tracker.id(), 10);
    world.changes.complete(world.tracker.id(), Completion.dropped(waiting));
  }

  private Optional<RegistrationRefusal> check(String user, @Nullable String from) {
    return checkDevice.check(request(user, DeviceWorld.IMEI, from, null));
  }

  private Optional<RegistrationRefusal> checkWithToken(
      String user, @Nullable String from, SessionToken token) {
    return checkDevice.check(request(user, DeviceWorld.IMEI, from, token));
  }

  private static RegistrationRequest request(
      String user, String imei, @Nullable String from, @Nullable SessionToken token) {
    return new RegistrationRequest(
        user, imei, Optional.ofNullable(from), Optional.ofNullable(token));
  }
}
