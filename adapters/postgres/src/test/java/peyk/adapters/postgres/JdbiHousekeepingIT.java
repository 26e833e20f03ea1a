package peyk.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.base.Columns;
import peyk.domain.ClientAddress;
import peyk.domain.account.AccountId;
import peyk.domain.command.Command;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imeis;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpDecision.Send;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsReference;
import peyk.domain.otp.UnsettledText;
import peyk.domain.schedule.FiringRepository.Beginning.Begun;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleState;
import peyk.domain.sim.Ussd;
import peyk.domain.sim.UssdOutcome;
import peyk.domain.tracker.DeviceChange;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.TrackerEvent;

class JdbiHousekeepingIT {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  private static final Instant NOW = Replicas.START;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEKS = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final OtpLimits LIMITS = new OtpLimits(List.of(), 5, 20, 100);

  private final JdbiHousekeeping housekeeping =
      REPLICAS
          .one()
          .housekeeping(new Retention(DAY.multipliedBy(7), WEEKS, YEAR, WEEKS, WEEKS, YEAR, 5000));

  @Test
  void firings_are_kept_as_long_as_commands_and_those_under_way_for_good() {
    var name = new ScheduleName("versions");
    var state = new ScheduleState(name, "every day", Optional.empty(), false);
    REPLICAS.one().schedules().save(Optional.empty(), state);
    var firings = REPLICAS.one().firings();
    for (var endedAt : List.of(NOW.minus(WEEKS), NOW.minus(WEEKS).plusSeconds(1))) {
      var begun = (Begun) firings.beginByHand(name, endedAt);
      firings.end(begun.firing().id(), 0, 0, endedAt);
    }
    firings.beginByHand(name, NOW.minus(YEAR));
    assertThat(housekeeping.sweep(NOW)).containsEntry("schedule_firing", 1);
    assertThat(firings.list(name, Long.MAX_VALUE, 10)).hasSize(2);
  }

  @Test
  void requests_are_kept_for_a_day() {
    ask("+989120000001", NOW.minus(DAY));
    ask("+989120000002", NOW.minus(DAY).plusSeconds(1));
    assertThat(housekeeping.sweep(NOW)).containsEntry("otp_request", 1);
    assertThat(REPLICAS.texts("SELECT phone FROM otp_request")).containsExactly("+989120000002");
  }

  @Test
  void a_phone_is_forgotten_a_day_after_its_code_expired() {
    ask("+989120000001", NOW.minus(DAY).minusSeconds(120));
    ask("+989120000002", NOW.minus(DAY).minusSeconds(119));
    assertThat(housekeeping.sweep(NOW)).containsEntry("otp_phone", 1);
    assertThat(REPLICAS.texts("SELECT phone FROM otp_phone")).containsExactly("+989120000002");
  }

  @Test
  void wrong_codes_in_a_row_are_never_forgotten() {
    var longAgo = NOW.minus(Duration.ofDays(300));
    ask("+989120000001", longAgo);
    REPLICAS
        .one()
        .otpChallenges()
        .attempt(phone("+989120000001"), LIMITS, id -> false, longAgo, longAgo);
    assertThat(housekeeping.sweep(NOW)).containsEntry("otp_phone", 0);
  }

  @Test
  void a_text_whose_fate_is_unknown_is_remembered_for_a_day() {
    var at = NOW.minus(DAY).minusSeconds(200);
    var request = request("+989120000001", at);
    var send = send(at);
    REPLICAS.one().otpRequests().reserve(request, List.of(), history -> send);
    REPLICAS
        .one()
        .otpRequests()
        .giveBack(
            request,
            send,
            Optional.of(
                new UnsettledText(
                    send.challenge().id(),
                    send.reference(),
                    NOW.minus(DAY).plusSeconds(1),
                    NOW.minus(DAY).plusSeconds(1))));
    assertThat(housekeeping.sweep(NOW)).containsEntry("otp_phone", 0);
    assertThat(housekeeping.sweep(NOW.plusSeconds(1))).containsEntry("otp_phone", 1);
  }

  @Test
  void of_a_table_that_is_too_long_the_oldest_rows_go() {
    REPLICAS.execute(
        """
        INSERT INTO sim_reading (imei, at, balance)
        SELECT '350123450000010', now(), n FROM generate_series(1, 9001) AS n
        """);
    assertThat(housekeeping.sweep(NOW)).containsEntry("sim_reading", 4001);
    assertThat(REPLICAS.texts("SELECT min(balance) FROM sim_reading")).containsExactly("4002");
  }

  @Test
  void offers_are_swept_and_those_that_were_taken_count_for_good() {
    REPLICAS.execute(
        """
        INSERT INTO firmware_offer (imei, release_id, version, stage, round, times, first_at,
               last_at, seen_at)
        SELECT n::text, 1, 1, 0, 0, 1, '2020-01-01', '2020-01-01',
               CASE WHEN n = 2 THEN timestamptz '2020-01-02' END
          FROM generate_series(1, 4) AS n
        """);
    REPLICAS.execute("UPDATE firmware_offer SET last_at = '2099-01-01' WHERE imei = '4'");
    assertThat(housekeeping.sweep(NOW)).containsEntry("firmware_offer", 3);
    assertThat(REPLICAS.texts("SELECT imei FROM firmware_offer")).containsExactly("4");
    assertThat(REPLICAS.texts("SELECT sum(offers) FROM firmware_progress WHERE seen"))
        .containsExactly("1");
    assertThat(REPLICAS.texts("SELECT sum(offers) FROM firmware_progress WHERE NOT seen"))
        .containsExactly("1");
  }

  @Test
  void a_name_that_no_device_got_is_free_again_after_a_week() {
    var names = REPLICAS.one().deviceNames();
    var owner = new AccountId(11);
    names.reserve(owner, DEVICE, List::of);
    var week = Instant.now().plus(DAY.multipliedBy(7));
    assertThat(housekeeping.sweep(week.minusSeconds(600))).containsEntry("device_name", 0);
    assertThat(housekeeping.sweep(week.plusSeconds(600))).containsEntry("device_name", 1);
    assertThat(names.reserve(owner, new DeviceId(8), List::of)).isEqualTo(1);
  }

  @Test
  void events_that_were_handled_are_kept_for_some_days_and_others_until_they_are() {
    var inbox = REPLICAS.one().eventInbox();
    inbox.completeUntil(NOW.plus(DAY).plusSeconds(1));
    inbox.store(List.of(new TrackerEvent(1, DEVICE, NOW, "handled"), event(2), event(3)));
    var changes = REPLICAS.one().deviceChanges(Commands.policy());
    changes.complete(DEVICE, dropped(changes.waiting(DEVICE, 2)));
    assertThat(housekeeping.sweep(NOW.plus(Duration.ofDays(7)).minusSeconds(1)))
        .containsEntry("event_inbox", 0);
    assertThat(housekeeping.sweep(NOW.plus(Duration.ofDays(7)))).containsEntry("event_inbox", 2);
    assertThat(REPLICAS.texts("SELECT event_id FROM event_inbox")).containsExactly("3");
  }

  @Test
  void events_that_may_be_fetched_again_after_a_long_gap_are_kept_however_old() {
    var inbox = REPLICAS.one().eventInbox();
    inbox.completeUntil(NOW.plus(DAY));
    inbox.store(List.of(event(1), event(2)));
    var changes = REPLICAS.one().deviceChanges(Commands.policy());
    changes.complete(DEVICE, dropped(changes.waiting(DEVICE, 2)));
    assertThat(housekeeping.sweep(NOW.plus(YEAR))).containsEntry("event_inbox", 0);
  }

  @Test
  void ussd_messages_are_kept_for_some_weeks_after_they_were_handled_and_others_until_they_are() {
    var messages = REPLICAS.one().ussdMessages();
    var imei = Imeis.checked(1);
    for (var data : List.of("handled", "later", "waiting")) {
      messages.add(Ussd.message(imei, data, NOW.minus(YEAR)));
    }
    var waiting = messages.waiting(Ussd.message(imei, "").partition(), 2);
    messages.settle(List.of(Ussd.without(waiting.get(0), UssdOutcome.NOTHING_IN_IT)));
    REPLICAS.setClock(NOW.plusSeconds(1));
    messages.settle(List.of(Ussd.without(waiting.get(1), UssdOutcome.NOTHING_IN_IT)));
    assertThat(housekeeping.sweep(NOW.plus(WEEKS).minusSeconds(1)))
        .containsEntry("ussd_message", 0);
    assertThat(housekeeping.sweep(NOW.plus(WEEKS))).containsEntry("ussd_message", 1);
    assertThat(REPLICAS.texts("SELECT data FROM ussd_message ORDER BY id"))
        .containsExactly("later", "waiting");
  }

  @Test
  void what_a_sim_told_is_kept_for_long_and_the_latest_for_ever() {
    var messages = REPLICAS.one().ussdMessages();
    var imei = Imeis.checked(1);
    messages.add(Ussd.message(imei, "old", NOW.minus(YEAR)));
    messages.add(Ussd.message(imei, "young", NOW.minus(YEAR).plusSeconds(1)));
    messages.settle(
        messages.waiting(Ussd.message(imei, "").partition(), 2).stream()
            .map(waiting -> Ussd.understood(waiting, DEVICE, Ussd.balance(5)))
            .toList());
    assertThat(housekeeping.sweep(NOW)).containsEntry("sim_reading", 1);
    assertThat(REPLICAS.one().sims().history(imei, Long.MAX_VALUE, 10)).hasSize(1);
    assertThat(housekeeping.sweep(NOW.plusSeconds(1))).containsEntry("sim_reading", 1);
    assertThat(REPLICAS.one().sims().find(imei)).isPresent();
  }

  @Test
  void commands_are_kept_for_some_weeks_after_they_were_sent_or_have_ended() {
    var commands = REPLICAS.one().commands();
    var unanswered = order("getver").id();
    Commands.send(commands, NOW);
    var second = order("getimsi");
    var cancelled = second.id();
    Commands.cancel(commands, second, NOW.plusSeconds(1));
    assertThat(housekeeping.sweep(NOW.plus(WEEKS).minusSeconds(1))).containsEntry("command", 0);
    assertThat(housekeeping.sweep(NOW.plus(WEEKS))).containsEntry("command", 1);
    assertThat(commands.find(unanswered)).isEmpty();
    assertThat(commands.find(cancelled)).isPresent();
    assertThat(housekeeping.sweep(NOW.plus(WEEKS).plusSeconds(1))).containsEntry("command", 1);
    assertThat(commands.find(cancelled)).isEmpty();
  }

  @Test
  void commands_of_a_firing_are_kept_until_it_has_ended_so_that_none_is_ordered_twice() {
    var name = new ScheduleName("versions");
    var state = new ScheduleState(name, "every day", Optional.empty(), false);
    REPLICAS.one().schedules().save(Optional.empty(), state);
    var firings = REPLICAS.one().firings();
    var firing = ((Begun) firings.beginByHand(name, NOW)).firing();
    var orders = List.of(Commands.order(DEVICE, "getver", NOW));
    assertThat(firings.order(firing, orders, NOW)).isEqualTo(1);
    var commands = REPLICAS.one().commands();
    Commands.send(commands, NOW);
    assertThat(housekeeping.sweep(NOW.plus(WEEKS))).containsEntry("command", 0);
    assertThat(firings.order(firing, orders, NOW)).isZero();
    firings.end(firing.id(), 1, 1, NOW.plus(WEEKS));
    assertThat(housekeeping.sweep(NOW.plus(WEEKS))).containsEntry("command", 1);
  }

  @Test
  void commands_that_have_expired_before_their_turn_came_end() {
    var commands = REPLICAS.one().commands();
    var lifetime = Commands.policy().lifetime();
    var tried = order("getver").id();
    assertThat(Commands.take(commands, NOW.plus(lifetime).minusSeconds(1))).isPresent();
    var waiting = order("getimsi").id();
    housekeeping.sweep(NOW.plus(lifetime).minusSeconds(1));
    assertThat(commands.find(waiting)).map(Command::state).contains(CommandState.WANTED);
    housekeeping.sweep(NOW.plus(lifetime));
    assertThat(commands.find(tried)).map(Command::state).contains(CommandState.WANTED);
    assertThat(commands.find(waiting)).map(Command::state).contains(CommandState.EXPIRED);
    housekeeping.sweep(NOW.plus(lifetime).plusSeconds(60));
    assertThat(commands.find(tried)).map(Command::state).contains(CommandState.EXPIRED);
  }

  private static Command order(String text) {
    return Commands.ordered(REPLICAS.one().commands(), DEVICE, text, NOW);
  }

  @Test
  void more_than_a_batch_is_swept_at_once() {
    REPLICAS
        .one()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO otp_request (id, phone, address, block, at)
                SELECT gen_random_uuid(), '+98912', '192.0.2.1', '+98', ?
                  FROM generate_series(1, 4001)
                """,
                Columns.time(NOW.minus(DAY))));
    assertThat(housekeeping.sweep(NOW)).containsEntry("otp_request", 4001);
    assertThat(housekeeping.sweep(NOW).values()).containsOnly(0);
  }

  private static void ask(String e164, Instant at) {
    REPLICAS.one().otpRequests().reserve(request(e164, at), List.of(), history -> send(at));
  }

  private static OtpRequest request(String e164, Instant at) {
    return new OtpRequest(UUID.randomUUID(), phone(e164), new ClientAddress("192.0.2.1"), at);
  }

  private static PhoneNumber phone(String e164) {
    return new PhoneNumber(e164, e164);
  }

  private static Send send(Instant at) {
    return new Send(
        new OtpChallenge(new ChallengeId(UUID.randomUUID()), at, at.plusSeconds(120), 0),
        Optional.empty(),
        new SmsReference(UUID.randomUUID()),
        Optional.empty());
  }

  private static TrackerEvent event(long id) {
    return new TrackerEvent(id, DEVICE, NOW, "event");
  }

  private static Completion dropped(List<DeviceChange> changes) {
    assertThat(changes).hasSize(2);
    return new Completion(
        changes.stream().map(DeviceChange::sequence).toList(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        Optional.empty());
  }
}
