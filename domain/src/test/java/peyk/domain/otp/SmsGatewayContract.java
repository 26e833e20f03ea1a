package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;

/** What every {@link SmsGateway} does, whoever delivers its texts. */
public abstract class SmsGatewayContract {
  private static final OtpCode CODE = new OtpCode("4829");

  /** The gateway under test, the same one throughout a test. */
  protected abstract SmsGateway gateway();

  /** The gateway will refuse the next text. */
  protected abstract void refuseNext();

  /** The gateway will take the next text, but its answer will not arrive. */
  protected abstract void loseNextAnswer();

  /** The gateway cannot be reached from now on. */
  protected abstract void goDown();

  /** The phones and codes of the texts that were taken, as {@code 09…:1234}. */
  protected abstract List<String> taken();

  @Test
  void a_text_that_was_sent_reaches_its_phone_once() {
    assertThat(gateway().send(Phones.any(), CODE, reference())).isEqualTo(SmsOutcome.SENT);
    assertThat(taken()).containsExactly(Phones.any().canonical() + ":4829");
  }

  @Test
  void a_text_that_was_sent_is_known_by_its_reference() {
    var reference = reference();
    gateway().send(Phones.any(), CODE, reference);
    assertThat(gateway().hasTaken(reference)).isTrue();
  }

  @Test
  void a_reference_that_was_never_used_is_not_known() {
    gateway().send(Phones.any(), CODE, reference());
    assertThat(gateway().hasTaken(reference())).isFalse();
  }

  @Test
  void a_refused_text_has_failed_and_is_not_known() {
    var reference = reference();
    refuseNext();
    assertThat(gateway().send(Phones.any(), CODE, reference)).isEqualTo(SmsOutcome.FAILED);
    assertThat(gateway().hasTaken(reference)).isFalse();
    assertThat(taken()).isEmpty();
  }

  @Test
  void a_text_whose_answer_got_lost_is_unclear_and_can_be_looked_up() {
    var reference = reference();
    loseNextAnswer();
    assertThat(gateway().send(Phones.any(), CODE, reference)).isEqualTo(SmsOutcome.UNCLEAR);
    assertThat(gateway().hasTaken(reference)).isTrue();
    assertThat(taken()).hasSize(1);
  }

  @Test
  void a_gateway_that_is_down_does_not_throw_at_those_who_send() {
    goDown();
    assertThat(gateway().send(Phones.any(), CODE, reference())).isNotEqualTo(SmsOutcome.SENT);
  }

  @Test
  void a_gateway_that_is_down_cannot_be_asked() {
    goDown();
    var reference = reference();
    assertThatThrownBy(() -> gateway().hasTaken(reference))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  private static SmsReference reference() {
    return new SmsReference(UUID.randomUUID());
  }
}
