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
import peyk.adapters.postgres.JdbiHousekeeping.Swept;
import peyk.domain.device.DeviceId;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.ClientAddress;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpDecision.Send;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsReference;
import peyk.domain.otp.UnsettledText;
import peyk.domain.tracker.DeviceChange;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.TrackerEvent;

class JdbiHousekeepingIT {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  private static final Instant NOW = Replicas.START;
  private static final Duration DAY = Duration.ofDays(1);
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final OtpLimits LIMITS = new OtpLimits(List.of(), 5, 20, 100);

  private final JdbiHousekeeping housekeeping =
      REPLICAS.one().housekeeping(JdbiHousekeeping.DEFAULT_KEEP_HANDLED);

  @Test
  void requests_are_kept_for_a_day() {
    ask("+989120000001", NOW.minus(DAY));
    ask("+989120000002", NOW.minus(DAY).plusSeconds(1));
    assertThat(housekeeping.sweep(NOW).otpRequests()).isEqualTo(1);
    assertThat(REPLICAS.texts("SELECT phone FROM otp_request")).containsExactly("+989120000002");
  }

  @Test
  void a_phone_is_forgotten_a_day_after_its_code_expired() {
    ask("+989120000001", NOW.minus(DAY).minusSeconds(120));
    ask("+989120000002", NOW.minus(DAY).minusSeconds(119));
    assertThat(housekeeping.sweep(NOW).otpPhones()).isEqualTo(1);
    assertThat(REPLICAS.texts("SELECT phone FROM otp_phone")).containsExactly("+989120000002");
  }

  @Test
  void wrong_codes_in_a_row_are_never_forgotten() {
    var longAgo = NOW.minus(Duration.ofDays(300));
    ask("+989120000001", longAgo);
    REPLICAS.one().otpChallenges().recordAttempt(phone("+989120000001"), LIMITS, longAgo);
    assertThat(housekeeping.sweep(NOW).otpPhones()).isZero();
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
                    send.challenge().id(), send.reference(), NOW.minus(DAY).plusSeconds(1))));
    assertThat(housekeeping.sweep(NOW).otpPhones()).isZero();
    assertThat(housekeeping.sweep(NOW.plusSeconds(1)).otpPhones()).isEqualTo(1);
  }

  @Test
  void events_that_were_handled_are_kept_for_some_days_and_others_until_they_are() {
    var inbox = REPLICAS.one().eventInbox();
    inbox.store(List.of(new TrackerEvent(1, DEVICE, NOW, "handled"), event(2), event(3)));
    var changes = REPLICAS.one().deviceChanges();
    changes.complete(DEVICE, dropped(changes.waiting(DEVICE, 2)));
    assertThat(housekeeping.sweep(NOW.plus(Duration.ofDays(7)).minusSeconds(1)).events()).isZero();
    assertThat(housekeeping.sweep(NOW.plus(Duration.ofDays(7))).events()).isEqualTo(2);
    assertThat(REPLICAS.texts("SELECT event_id FROM event_inbox")).containsExactly("3");
  }

  @Test
  void more_than_a_portion_is_swept_at_once() {
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
    assertThat(housekeeping.sweep(NOW)).isEqualTo(new Swept(4001, 0, 0));
    assertThat(housekeeping.sweep(NOW)).isEqualTo(new Swept(0, 0, 0));
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
        false);
  }

  private static TrackerEvent event(long id) {
    return new TrackerEvent(id, DEVICE, NOW, "event");
  }

  private static Completion dropped(List<DeviceChange> changes) {
    assertThat(changes).hasSize(2);
    return new Completion(
        changes.stream().map(DeviceChange::sequence).toList(),
        List.of(),
        Map.of(),
        List.of(),
        Optional.empty());
  }
}
