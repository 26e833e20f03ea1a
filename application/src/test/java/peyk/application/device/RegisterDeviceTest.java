package peyk.application.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.application.job.Job.Next;
import peyk.domain.AtOnce;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.account.SessionToken;
import peyk.domain.device.CommandGateway;
import peyk.domain.device.CommandOutcome;

class RegisterDeviceTest {
  private static final String ALI = "09120000001";
  private static final String REZA = "reza@example.com";
  private static final String COMMAND_FOR_ALI =
      "{\"c\": 29, \"param\": {\"owner\": \"09120000001\", \"devicePassword\": \"1234\"}}";
  private static final Optional<RegistrationRefusal> DONE = Optional.empty();

  private final DeviceWorld world = new DeviceWorld();
  private final RegisterDevice registerDevice = world.registerDevice();

  // A free device

  @Test
  void a_request_does_not_print_phone_numbers() {
    var request =
        new RegistrationRequest(
            "09120000001", "350123450000099", Optional.of("09120000002"), Optional.empty());
    assertThat(request).hasToString("RegistrationRequest[redacted]");
  }

  @Test
  void a_free_device_becomes_the_users_and_is_told_so() {
    assertThat(register("+98 912 000 0001", null)).isEqualTo(DONE);
    assertThat(world.commands.sentTo(world.tracker.id())).containsExactly(COMMAND_FOR_ALI);
    assertBelongsTo(world.ali);
  }

  @Test
  void its_answer_will_be_heard() {
    register(ALI, null);
    assertThat(world.links.heard()).containsExactly(world.tracker.id());
  }

  @Test
  void a_missing_password_is_passed_on_as_null() {
    registerDevice.register(request(ALI, null), Optional.empty());
    assertThat(world.commands.sentTo(world.tracker.id()).getFirst())
        .endsWith("\"devicePassword\": null}}");
  }

  @Test
  void a_device_of_somebody_who_no_longer_exists_is_free() {
    world.belongsTo(world.reza);
    world.accounts.remove(world.reza.id());
    assertThat(register(ALI, null)).isEqualTo(DONE);
    assertBelongsTo(world.ali);
  }

  @Test
  void a_device_that_is_the_users_already_is_told_again_and_that_is_all() {
    register(ALI, null);
    var writes = world.devices.writes();
    var claim = world.claims.find(world.tracker.id());
    assertThat(register(ALI, null)).isEqualTo(DONE);
    assertThat(register(ALI, ALI)).isEqualTo(DONE);
    assertThat(world.commands.sentTo(world.tracker.id())).hasSize(3);
    assertThat(world.devices.writes()).isEqualTo(writes);
    assertThat(world.claims.find(world.tracker.id())).isEqualTo(claim);
  }

  @Test
  void a_device_whose_link_is_gone_is_linked_again() {
    world.belongsTo(world.ali);
    world.links.unlink(world.ali.id(), world.tracker.id());
    assertThat(register(ALI, null)).isEqualTo(DONE);
    assertBelongsTo(world.ali);
  }

  @Test
  void a_device_whose_assignee_is_gone_stays_its_owners_and_is_assigned_again() {
    register(ALI, null);
    world.devices.change(world.tracker.id(), device -> device.without("assignee"));
    assertThat(register(REZA, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    assertThat(register(ALI, null)).isEqualTo(DONE);
    assertBelongsTo(world.ali);
  }

  // A device of another

  @Test
  void a_device_of_another_is_refused() {
    world.belongsTo(world.reza);
    assertThat(register(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    assertNothingHappenedTo(world.reza);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "09120000001", "nobody@example.com"})
  void only_its_owner_hands_it_over(String from) {
    world.belongsTo(world.reza);
    assertThat(register(ALI, from)).contains(RegistrationRefusal.DEVICE_NOT_OWNED_BY_FROM);
    assertNothingHappenedTo(world.reza);
  }

  @Test
  void a_transfer_takes_the_device_from_one_and_gives_it_to_the_other() {
    world.belongsTo(world.reza);
    assertThat(register(ALI, REZA)).isEqualTo(DONE);
    assertThat(world.commands.sentTo(world.tracker.id())).containsExactly(COMMAND_FOR_ALI);
    assertBelongsTo(world.ali);
  }

  @Test
  void a_device_can_be_handed_back() {
    world.belongsTo(world.reza);
    register(ALI, REZA);
    assertThat(register(REZA, ALI)).isEqualTo(DONE);
    assertBelongsTo(world.reza);
  }

  // What is refused before that

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "3501234500000", "3501234500000155"})
  void what_is_no_imei_is_refused_first(String imei) {
    var strict = world.registerDevice(world.registrationCheck(true), world.commands);
    var request = new RegistrationRequest("nobody", imei, Optional.empty(), Optional.empty());
    assertThat(strict.register(request, Optional.empty()))
        .contains(RegistrationRefusal.IMEI_INVALID);
  }

  @Test
  void the_rest_is_refused_as_when_it_is_checked() {
    var request =
        new RegistrationRequest(ALI, "350123450000099", Optional.empty(), Optional.empty());
    assertThat(registerDevice.register(request, Optional.empty()))
        .contains(RegistrationRefusal.DEVICE_UNKNOWN);
    assertThat(register("nobody@example.com", null)).contains(RegistrationRefusal.USER_UNKNOWN);
    world.devices.online(world.tracker.id(), false);
    assertThat(register(ALI, null)).contains(RegistrationRefusal.DEVICE_OFFLINE);
  }

  @Test
  void a_caller_with_a_token_has_to_be_the_user_or_for_a_transfer_the_owner() {
    var ali = world.tokenOf(world.ali);
    var reza = world.tokenOf(world.reza);
    assertThat(register(ALI, null, reza)).contains(RegistrationRefusal.TOKEN_MISMATCH);
    assertThat(register(ALI, null, ali)).isEqualTo(DONE);
    assertThat(register(REZA, ALI, reza)).contains(RegistrationRefusal.TOKEN_MISMATCH);
    assertBelongsTo(world.ali);
    assertThat(register(REZA, ALI, ali)).isEqualTo(DONE);
    assertBelongsTo(world.reza);
  }

  // Failures before the tracker was told

  @Test
  void a_command_that_is_refused_undoes_the_claim() {
    world.commands.disconnect(world.tracker.id());
    assertThat(register(ALI, null)).contains(RegistrationRefusal.COMMAND_FAILED);
    assertNothingHappenedToAFreeDevice();
    world.commands.connect(world.tracker.id());
    assertThat(register(REZA, null)).isEqualTo(DONE);
    assertBelongsTo(world.reza);
  }

  @Test
  void a_transfer_whose_command_is_refused_leaves_the_owner() {
    world.belongsTo(world.reza);
    world.commands.disconnect(world.tracker.id());
    assertThat(register(ALI, REZA)).contains(RegistrationRefusal.COMMAND_FAILED);
    assertNothingHappenedTo(world.reza);
  }

  @Test
  void an_owner_whose_tracker_cannot_be_told_hears_of_it() {
    world.belongsTo(world.ali);
    world.commands.disconnect(world.tracker.id());
    assertThat(register(ALI, null)).contains(RegistrationRefusal.COMMAND_FAILED);
  }

  @Test
  void an_outage_before_the_command_undoes_the_claim() {
    world.commands.outage().begin();
    assertThatThrownBy(() -> register(ALI, null)).isInstanceOf(GatewayUnavailableException.class);
    world.commands.outage().end();
    assertNothingHappenedToAFreeDevice();
    world.links.outage().begin();
    assertThatThrownBy(() -> register(ALI, null)).isInstanceOf(GatewayUnavailableException.class);
    world.links.outage().end();
    assertNothingHappenedToAFreeDevice();
  }

  // Failures after it was told

  @Test
  void links_that_fail_after_the_command_are_made_by_the_job() {
    world.belongsTo(world.reza);
    var breaking = world.registerDevice(world.registrationCheck(false), thenLinksBreak());
    assertThat(breaking.register(request(ALI, REZA), Optional.of("1234"))).isEqualTo(DONE);
    assertThat(world.devices.isLinked(world.ali.id(), world.tracker.id())).isFalse();
    assertThat(register("09120000009", null)).contains(RegistrationRefusal.USER_UNKNOWN);
    var third = world.accounts.add("09120000003");
    assertThat(register(third.login().value(), null))
        .contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);

    assertThatThrownBy(world::finishClaim).isInstanceOf(GatewayUnavailableException.class);
    world.links.outage().end();
    assertThat(world.finishClaim()).isInstanceOf(Next.Again.class);
    world.update(world.tracker);
    assertBelongsTo(world.ali);
  }

  @Test
  void an_owner_whose_claim_is_being_finished_may_have_the_tracker_told_again() {
    var breaking = world.registerDevice(world.registrationCheck(false), thenLinksBreak());
    breaking.register(request(ALI, null), Optional.of("1234"));
    world.links.outage().end();
    assertThat(register(ALI, null)).isEqualTo(DONE);
    assertThat(world.claims.find(world.tracker.id()).pending()).isPresent();
    world.finishClaim();
    world.update(world.tracker);
    assertBelongsTo(world.ali);
  }

  // Requests that died or race

  @Test
  void a_user_whose_first_request_died_before_the_command_can_ask_again() {
    openAndDie(world.ali);
    assertThat(register(ALI, null)).isEqualTo(DONE);
    assertThat(world.commands.sentTo(world.tracker.id())).containsExactly(COMMAND_FOR_ALI);
    assertBelongsTo(world.ali);
    world.clock.pass(Duration.ofMinutes(2));
    assertThat(world.finishClaim()).isEqualTo(new Next.Done());
    assertBelongsTo(world.ali);
  }

  @Test
  void a_request_that_was_told_it_is_done_is_not_undone_by_another_that_failed() {
    CommandGateway refusesTheFirst =
        (device, command) -> {
          assertThat(register(ALI, null)).isEqualTo(DONE);
          return CommandOutcome.REFUSED;
        };
    var first = world.registerDevice(world.registrationCheck(false), refusesTheFirst);
    assertThat(first.register(request(ALI, null), Optional.of("1234")))
        .contains(RegistrationRefusal.COMMAND_FAILED);
    assertBelongsTo(world.ali);
  }

  @Test
  void of_two_requests_of_one_user_that_both_tell_the_tracker_both_are_done() {
    CommandGateway lateForTheFirst =
        (device, command) -> {
          if (world.commands.sent().isEmpty()) {
            assertThat(register(ALI, null)).isEqualTo(DONE);
          }
          return world.commands.send(device, command);
        };
    var first = world.registerDevice(world.registrationCheck(false), lateForTheFirst);
    assertThat(first.register(request(ALI, null), Optional.of("1234"))).isEqualTo(DONE);
    assertBelongsTo(world.ali);
  }

  @Test
  void a_second_request_that_fails_leaves_the_first_ones_claim() {
    openAndDie(world.ali);
    world.commands.disconnect(world.tracker.id());
    assertThat(register(ALI, null)).contains(RegistrationRefusal.COMMAND_FAILED);
    assertThat(world.claims.find(world.tracker.id()).pending()).isPresent();
  }

  @Test
  void a_device_is_free_again_a_minute_after_a_request_died() {
    openAndDie(world.reza);
    assertThat(register(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    assertThat(world.finishClaim()).isInstanceOf(Next.Again.class);
    world.clock.pass(Duration.ofMinutes(1));
    assertThat(world.finishClaim()).isEqualTo(new Next.Done());
    assertThat(register(ALI, null)).isEqualTo(DONE);
    assertBelongsTo(world.ali);
  }

  @Test
  void a_user_who_is_overtaken_finds_the_device_taken() {
    var looks = new AtomicInteger();
    world.afterEachLook(() -> {
      if (looks.incrementAndGet() == 1) {
        assertThat(register(REZA, null)).isEqualTo(DONE);
      }
    });
    assertThat(register(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    assertThat(world.commands.sentTo(world.tracker.id())).hasSize(1);
    assertBelongsTo(world.reza);
  }

  @Test
  void a_user_who_is_overtaken_again_and_again_gives_up() {
    var looks = new AtomicInteger();
    world.afterEachLook(() -> {
      looks.incrementAndGet();
      openAndDie(world.reza);
      world.claims.abandon(world.claims.find(world.tracker.id()));
    });
    assertThat(register(ALI, null)).contains(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
    assertThat(looks).hasValue(3);
    assertNothingHappenedToAFreeDevice();
  }

  @Test
  void of_many_users_who_race_for_a_device_one_wins() {
    var users = AtOnce.run(20, i -> world.accounts.add("0912000" + (1_000 + i)));
    var outcomes = AtOnce.run(20, i -> register(users.get(i).login().value(), null));
    assertThat(outcomes).filteredOn(DONE::equals).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Optional.of(RegistrationRefusal.DEVICE_ALREADY_REGISTERED)::equals)
        .hasSize(19);
    assertBelongsTo(users.get(outcomes.indexOf(DONE)));
    assertThat(users)
        .filteredOn(user -> world.devices.isLinked(user.id(), world.tracker.id()))
        .hasSize(1);
    assertThat(world.commands.sentTo(world.tracker.id())).hasSize(1);
  }

  @Test
  void of_many_transfers_at_once_one_wins() {
    world.belongsTo(world.reza);
    var users = AtOnce.run(20, i -> world.accounts.add("0912000" + (1_000 + i)));
    var outcomes = AtOnce.run(20, i -> register(users.get(i).login().value(), REZA));
    assertThat(outcomes).filteredOn(DONE::equals).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Optional.of(RegistrationRefusal.DEVICE_NOT_OWNED_BY_FROM)::equals)
        .hasSize(19);
    assertBelongsTo(users.get(outcomes.indexOf(DONE)));
  }

  @Test
  void one_user_who_taps_many_times_at_once_owns_the_device() {
    var outcomes = AtOnce.run(20, i -> register(ALI, null));
    assertThat(outcomes).containsOnly(DONE);
    assertBelongsTo(world.ali);
  }

  private void assertBelongsTo(Account owner) {
    assertThat(world.inTraccar().attributes()).containsEntry("assignee", owner.id().value());
    assertThat(world.claims.find(world.tracker.id()).pending()).isEmpty();
    for (var user : world.accounts.accounts()) {
      assertThat(world.devices.isLinked(user.id(), world.tracker.id()))
          .as("link of %s", user)
          .isEqualTo(user.equals(owner));
    }
  }

  private void assertNothingHappenedTo(Account owner) {
    assertThat(world.commands.sent()).isEmpty();
    assertThat(world.devices.writes()).isZero();
    assertBelongsTo(owner);
  }

  private void assertNothingHappenedToAFreeDevice() {
    assertThat(world.commands.sent()).isEmpty();
    assertThat(world.devices.writes()).isZero();
    assertThat(world.inTraccar().assignee()).isEmpty();
    assertThat(world.claims.find(world.tracker.id()).pending()).isEmpty();
    assertThat(world.claims.find(world.tracker.id()).owner()).isEmpty();
    assertThat(world.devices.isLinked(world.ali.id(), world.tracker.id())).isFalse();
  }

  /** A request claims the device, and its process dies before the tracker is told. */
  private void openAndDie(Account user) {
    var claim = world.claims.find(world.tracker.id());
    assertThat(world.claims.open(claim, user.id(), Optional.empty(), world.clock.now()))
        .isPresent();
  }

  private CommandGateway thenLinksBreak() {
    return (device, command) -> {
      var outcome = world.commands.send(device, command);
      if (outcome == CommandOutcome.SENT) {
        world.links.outage().begin();
      }
      return outcome;
    };
  }

  private Optional<RegistrationRefusal> register(String user, @Nullable String from) {
    return registerDevice.register(request(user, from), Optional.of("1234"));
  }

  private Optional<RegistrationRefusal> register(
      String user, @Nullable String from, SessionToken token) {
    return registerDevice.register(
        new RegistrationRequest(
            user, DeviceWorld.IMEI, Optional.ofNullable(from), Optional.of(token)),
        Optional.of("1234"));
  }

  private static RegistrationRequest request(String user, @Nullable String from) {
    return new RegistrationRequest(
        user, DeviceWorld.IMEI, Optional.ofNullable(from), Optional.empty());
  }
}
