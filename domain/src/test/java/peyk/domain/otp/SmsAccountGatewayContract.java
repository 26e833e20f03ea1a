package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;

/** What every {@link SmsAccountGateway} does, whoever keeps the account. */
public abstract class SmsAccountGatewayContract {
  protected abstract SmsAccountGateway gateway();

  protected abstract void credit(long rials);

  /** Approves the template, whose text is its parameters, each in a line of its own. */
  protected abstract void approve(String... parameters);

  /** The key is no longer taken. */
  protected abstract void refuseKey();

  protected abstract void goDown();

  @Test
  void the_credit_is_told_to_the_rial() {
    credit(1_250_001);
    assertThat(gateway().credit()).isEqualTo(new SmsCredit.Left(1_250_001));
    credit(0);
    assertThat(gateway().credit()).isEqualTo(new SmsCredit.Left(0));
  }

  @Test
  void an_approved_template_is_told_with_its_parameters_and_its_text() {
    approve("Code", "Hash");
    assertThat(gateway().template())
        .isEqualTo(new SmsTemplate.Approved(List.of("Code", "Hash"), "%Code%\n%Hash%"));
  }

  @Test
  void a_template_that_is_not_approved_is_unknown() {
    assertThat(gateway().template()).isEqualTo(new SmsTemplate.Unknown());
  }

  @Test
  void a_key_that_is_refused_is_told_as_such() {
    refuseKey();
    assertThat(gateway().credit()).isEqualTo(new SmsCredit.KeyRefused());
    assertThat(gateway().template()).isEqualTo(new SmsTemplate.KeyRefused());
  }

  @Test
  void an_outage_does_not_look_like_an_answer() {
    goDown();
    assertThatThrownBy(() -> gateway().credit()).isInstanceOf(GatewayUnavailableException.class);
    assertThatThrownBy(() -> gateway().template()).isInstanceOf(GatewayUnavailableException.class);
  }
}
