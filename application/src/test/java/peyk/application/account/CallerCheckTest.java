package peyk.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.application.account.CallerCheck.Caller;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Login;
import peyk.domain.account.SessionToken;
import peyk.domain.otp.Phones;

class CallerCheckTest {
  private final AccountWorld world = new AccountWorld();
  private final CallerCheck lenient = new CallerCheck(world.accounts, world.owners, false);
  private final CallerCheck strict = new CallerCheck(world.accounts, world.owners, true);

  @Test
  void a_caller_with_a_valid_token_is_known() {
    var token = world.openAccount().tokenFor(Phones.any());
    var known = new Caller.Known(new Login(Phones.any().canonical()));
    assertThat(lenient.check(token)).isEqualTo(known);
    assertThat(strict.check(token)).isEqualTo(known);
  }

  @Test
  void a_caller_without_a_token_is_anonymous_or_turned_away() {
    assertThat(lenient.check(Optional.empty())).isEqualTo(new Caller.Anonymous());
    assertThat(strict.check(Optional.empty())).isEqualTo(new Caller.TokenRequired());
  }

  @Test
  void an_invalid_token_is_worse_than_none() {
    var token = Optional.of(new SessionToken("nonsense"));
    assertThat(lenient.check(token)).isEqualTo(new Caller.TokenInvalid());
    assertThat(strict.check(token)).isEqualTo(new Caller.TokenInvalid());
  }

  @Test
  void a_user_that_took_the_number_of_somebody_else_is_nobody() {
    var token = world.openAccount().tokenFor(Phones.any());
    var thief = world.accounts.accounts().getFirst().id();
    world.accounts.change(thief, Phones.another().canonical());
    assertThat(lenient.check(token)).isEqualTo(new Caller.TokenInvalid());
  }

  @Test
  void during_an_outage_nobody_is_taken_for_somebody_else() {
    var token = world.openAccount().tokenFor(Phones.any());
    world.accounts.outage().begin();
    assertThatThrownBy(() -> lenient.check(token)).isInstanceOf(GatewayUnavailableException.class);
    assertThat(lenient.check(Optional.empty())).isEqualTo(new Caller.Anonymous());
  }
}
