package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import peyk.domain.ClientAddress;
import peyk.domain.otp.OtpDecision.Send;

/** What every {@link OtpPhoneRepository} does, whatever it is made of. */
public abstract class OtpPhoneRepositoryContract {
  private static final PhoneNumber PHONE = new PhoneNumber("+989120000001", "09120000001");
  private static final PhoneNumber OTHER = new PhoneNumber("+989120000002", "09120000002");
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final OtpLimits LIMITS = new OtpLimits(List.of(), 5, 20, 100);

  /** The phones of these requests and challenges, empty at first. */
  protected abstract OtpPhoneRepository phones();

  protected abstract OtpRequestRepository requests();

  protected abstract OtpChallengeRepository challenges();

  private static ChallengeId challenge(PhoneNumber phone) {
    return new ChallengeId(new UUID(1, phone.hashCode()));
  }

  private void ask(PhoneNumber phone, Instant at) {
    var challenge = new OtpChallenge(challenge(phone), NOW.minus(HOUR), NOW.plus(HOUR), 0);
    var reference = new SmsReference(new UUID(2, at.getEpochSecond()));
    requests()
        .reserve(
            new OtpRequest(UUID.randomUUID(), phone, new ClientAddress("192.0.2.1"), at),
            List.of(),
            history -> new Send(challenge, history.challenge(), reference, Optional.empty()));
  }

  private void offerWrongCode(PhoneNumber phone) {
    challenges().attempt(phone, LIMITS, id -> false, NOW, NOW.plus(HOUR));
  }

  @Test
  void nothing_is_known_of_a_phone_that_asked_for_no_code() {
    phones().unlock(PHONE);

    assertThat(phones().find(PHONE, NOW.minus(HOUR))).isEmpty();
  }

  @Test
  void a_phone_is_shown_with_its_code_its_wrong_codes_and_its_latest_requests() {
    ask(PHONE, NOW.minus(HOUR));
    ask(PHONE, NOW.minusSeconds(60));
    ask(PHONE, NOW);
    ask(OTHER, NOW);
    offerWrongCode(PHONE);

    var known = phones().find(PHONE, NOW.minus(HOUR)).orElseThrow();

    assertThat(known.requests()).containsExactly(NOW.minusSeconds(60), NOW);
    assertThat(known.phone().challenge().orElseThrow().attempts()).isEqualTo(1);
    assertThat(known.phone().wrongCodes()).containsExactly(NOW);
    assertThat(known.phone().wrongCodesInARow()).isEqualTo(1);
  }

  @Test
  void unlocking_forgets_the_wrong_codes_of_one_phone_and_nothing_else() {
    for (var phone : List.of(PHONE, OTHER)) {
      ask(phone, NOW);
      offerWrongCode(phone);
      offerWrongCode(phone);
    }

    phones().unlock(PHONE);

    var unlocked = phones().find(PHONE, NOW.minus(HOUR)).orElseThrow();
    assertThat(unlocked.phone().wrongCodes()).isEmpty();
    assertThat(unlocked.phone().wrongCodesInARow()).isZero();
    assertThat(unlocked.phone().challenge().orElseThrow().attempts()).isEqualTo(2);
    assertThat(unlocked.requests()).containsExactly(NOW);
    var other = phones().find(OTHER, NOW.minus(HOUR)).orElseThrow();
    assertThat(other.phone().wrongCodesInARow()).isEqualTo(2);
  }
}
