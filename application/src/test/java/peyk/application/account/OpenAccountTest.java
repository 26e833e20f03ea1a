package peyk.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import peyk.application.monitoring.JournalEvent.SignInRefused;
import peyk.domain.AtOnce;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.account.AccountCreation;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.account.NewAccount;
import peyk.domain.account.SessionToken;
import peyk.domain.job.InMemoryLeases;
import peyk.domain.otp.Phones;

class OpenAccountTest {
  private static final Login LOGIN = Login.of(Phones.any());

  private final AccountWorld world = new AccountWorld();
  private final OpenAccount openAccount = world.openAccount();

  @Test
  void a_user_is_found_by_its_login() {
    world.accounts.add(Phones.another().canonical());
    var user = world.accounts.add(Phones.any().canonical());
    assertThat(ownerOf(openAccount.tokenFor(Phones.any())).id()).isEqualTo(user.id());
    assertThat(world.accounts.created()).isEmpty();
  }

  @Test
  void a_token_lives_as_long_as_configured() {
    var token = openAccount.tokenFor(Phones.any()).orElseThrow();
    assertThat(world.accounts.lifetime(token)).isEqualTo(AccountWorld.TOKEN_LIFETIME);
  }

  @Test
  void a_phone_that_is_new_to_traccar_becomes_a_user() {
    world.accounts.add(Phones.another().canonical());
    var owner = ownerOf(openAccount.tokenFor(Phones.any()));
    assertThat(owner.login()).isEqualTo(LOGIN);
    assertThat(world.accounts.created())
        .containsExactly(
            world.defaults.accountFor(
                Phones.any(), "a-password-that-nobody-knows", world.clock.now()));
  }

  @Test
  void a_second_sign_in_creates_nobody() {
    var first = ownerOf(openAccount.tokenFor(Phones.any()));
    assertThat(ownerOf(openAccount.tokenFor(Phones.any()))).isEqualTo(first);
    assertThat(world.accounts.created()).hasSize(1);
  }

  @Test
  void a_known_phone_is_not_searched_for() {
    var user = ownerOf(openAccount.tokenFor(Phones.any()));
    world.accounts.failSearches();
    assertThat(ownerOf(openAccount.tokenFor(Phones.any()))).isEqualTo(user);
  }

  @Test
  void two_first_sign_ins_make_one_user() {
    world.whileCreating(() -> world.accounts.add(Phones.any().canonical()));
    var owner = ownerOf(openAccount.tokenFor(Phones.any()));
    assertThat(world.accounts.accounts()).containsExactly(owner);
  }

  @Test
  void many_first_sign_ins_at_once_make_one_user() {
    var owners = AtOnce.run(20, i -> ownerOf(openAccount.tokenFor(Phones.any())));
    assertThat(world.accounts.accounts()).hasSize(1);
    assertThat(owners).containsOnly(world.accounts.accounts().getFirst());
  }

  @Test
  void a_user_whom_traccar_gives_no_token_gets_none() {
    world.accounts.disable(world.accounts.add(Phones.any().canonical()).id());
    assertThat(openAccount.tokenFor(Phones.any())).isEmpty();
  }

  @Test
  void an_outage_is_no_reason_to_create_a_user() {
    world.accounts.add(Phones.any().canonical());
    world.accounts.outage().begin();
    assertThatThrownBy(() -> openAccount.tokenFor(Phones.any()))
        .isInstanceOf(GatewayUnavailableException.class);
    assertThat(world.accounts.created()).isEmpty();
    assertThat(world.welcomes.isExpected(LOGIN)).isFalse();
  }

  @Test
  void a_login_that_is_taken_and_not_found_is_an_outage() {
    var contradictory = world.openAccount(new Contradictory(), false);
    assertThatThrownBy(() -> contradictory.tokenFor(Phones.any()))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  // Whose user it is

  @Test
  void a_user_that_took_the_number_of_a_phone_that_is_yet_to_come_is_refused() {
    var thief = ownerOf(openAccount.tokenFor(Phones.another()));
    world.accounts.change(thief.id(), LOGIN.value());
    assertThat(openAccount.tokenFor(Phones.any())).isEmpty();
    assertThat(world.events)
        .containsExactly(new SignInRefused(new Account(thief.id(), LOGIN), "number_of_another"));
  }

  @Test
  void another_user_under_the_number_of_a_phone_is_refused() {
    var own = ownerOf(openAccount.tokenFor(Phones.any()));
    world.accounts.change(own.id(), "ali@example.org");
    world.accounts.add(LOGIN.value());
    assertThat(openAccount.tokenFor(Phones.any())).isEmpty();
  }

  @Test
  void a_user_from_before_that_took_the_number_of_a_phone_yet_to_come_is_refused() {
    var thief = world.accounts.add(Phones.another().canonical());
    var other = world.accounts.add("mallory@example.org");
    listAccounts();
    world.accounts.change(thief.id(), LOGIN.value());
    assertThat(openAccount.tokenFor(Phones.any())).isEmpty();
    world.accounts.change(thief.id(), "thief@example.org");
    world.accounts.change(other.id(), LOGIN.value());
    assertThat(openAccount.tokenFor(Phones.any())).isEmpty();
    assertThat(world.events)
        .containsExactly(
            new SignInRefused(new Account(thief.id(), LOGIN), "number_of_another"),
            new SignInRefused(new Account(other.id(), LOGIN), "number_of_another"));
  }

  @Test
  void a_user_from_before_that_took_the_number_of_another_from_before_is_refused() {
    var thief = world.accounts.add(Phones.another().canonical());
    var owner = world.accounts.add(LOGIN.value());
    listAccounts();
    world.accounts.change(owner.id(), "ali@example.org");
    world.accounts.change(thief.id(), LOGIN.value());
    assertThat(openAccount.tokenFor(Phones.any())).isEmpty();
  }

  @Test
  void a_listed_user_is_not_searched_for_and_is_secured_at_the_first_sign_in() {
    var user = world.accounts.add(LOGIN.value());
    world.accounts.secure(user.id(), "", "not used");
    world.accounts.setPassword(user.id(), AccountWorld.COMMON_PASSWORD);
    listAccounts();
    world.accounts.failSearches();
    assertThat(ownerOf(openAccount.tokenFor(Phones.any())).id()).isEqualTo(user.id());
    assertThat(world.accounts.password(user.id())).isEqualTo("a-password-that-nobody-knows");
    assertThat(ownerOf(openAccount.tokenFor(Phones.any())).fixedEmail()).isTrue();
  }

  @Test
  void a_user_that_was_made_anew_by_others_is_the_phones() {
    var first = world.accounts.add(LOGIN.value());
    listAccounts();
    world.accounts.remove(first.id());
    var second = world.accounts.add(LOGIN.value());
    assertThat(ownerOf(openAccount.tokenFor(Phones.any())).id()).isEqualTo(second.id());
  }

  private void listAccounts() {
    new ListAccounts(world.accounts, world.owners, new InMemoryLeases(world.clock), world.clock)
        .keep();
  }

  @Test
  void a_phone_whose_user_was_deleted_gets_a_new_one() {
    var first = ownerOf(openAccount.tokenFor(Phones.any()));
    world.accounts.remove(first.id());
    var second = ownerOf(openAccount.tokenFor(Phones.any()));
    assertThat(second).isNotEqualTo(first);
    assertThat(ownerOf(openAccount.tokenFor(Phones.any()))).isEqualTo(second);
  }

  @Test
  void a_user_from_before_this_service_keeps_its_login_from_the_first_sign_in_on() {
    var user = world.accounts.add(LOGIN.value());
    assertThat(ownerOf(openAccount.tokenFor(Phones.any())))
        .isEqualTo(new Account(user.id(), LOGIN, false, true));
  }

  @Test
  void the_common_password_of_old_users_is_replaced_at_the_first_sign_in() {
    var common = world.accounts.add(LOGIN.value());
    world.accounts.setPassword(common.id(), AccountWorld.COMMON_PASSWORD);
    var own = world.accounts.add(Phones.another().canonical());
    world.accounts.setPassword(own.id(), "own");
    openAccount.tokenFor(Phones.any());
    openAccount.tokenFor(Phones.another());
    assertThat(world.accounts.password(common.id())).isEqualTo("a-password-that-nobody-knows");
    assertThat(world.accounts.password(own.id())).isEqualTo("own");
  }

  @Test
  void the_common_password_goes_also_where_an_operator_had_fixed_the_email() {
    var user = world.accounts.add(LOGIN.value());
    world.accounts.secure(user.id(), "", "not used");
    world.accounts.setPassword(user.id(), AccountWorld.COMMON_PASSWORD);
    openAccount.tokenFor(Phones.any());
    assertThat(world.accounts.password(user.id())).isEqualTo("a-password-that-nobody-knows");

    world.accounts.setPassword(user.id(), AccountWorld.COMMON_PASSWORD);
    openAccount.tokenFor(Phones.any());
    assertThat(world.accounts.password(user.id())).isEqualTo(AccountWorld.COMMON_PASSWORD);
  }

  @Test
  void the_common_password_goes_later_if_traccar_went_away_before() {
    var user = world.accounts.add(LOGIN.value());
    world.accounts.secure(user.id(), "", "not used");
    world.accounts.setPassword(user.id(), AccountWorld.COMMON_PASSWORD);
    world.whileCreating(world.accounts.outage()::begin);
    assertThatThrownBy(() -> openAccount.tokenFor(Phones.any()))
        .isInstanceOf(GatewayUnavailableException.class);

    world.accounts.outage().end();
    openAccount.tokenFor(Phones.any());
    assertThat(world.accounts.password(user.id())).isEqualTo("a-password-that-nobody-knows");
  }

  @Test
  void an_administrator_of_traccar_gets_no_token_for_a_code_unless_that_is_allowed() {
    var administrator = world.accounts.addAdministrator(LOGIN.value());
    assertThat(openAccount.tokenFor(Phones.any())).isEmpty();
    assertThat(world.events).containsExactly(new SignInRefused(administrator, "administrator"));
    assertThat(world.openAccount(world.accounts, true).tokenFor(Phones.any())).isPresent();
  }

  // The welcome

  @Test
  void a_new_user_is_welcomed() {
    openAccount.tokenFor(Phones.any());
    assertThat(world.welcomes.isBegun(LOGIN)).isTrue();
  }

  @Test
  void a_user_who_was_there_is_not() {
    world.accounts.add(Phones.any().canonical());
    openAccount.tokenFor(Phones.any());
    assertThat(world.welcomes.isExpected(LOGIN)).isFalse();
  }

  @Test
  void a_welcome_is_wished_for_before_the_user_is_created() {
    world.whileCreating(() -> {
      throw new IllegalStateException("killed");
    });
    assertThatThrownBy(() -> openAccount.tokenFor(Phones.any())).hasMessage("killed");
    assertThat(world.welcomes.isExpected(LOGIN)).isTrue();
    assertThat(world.welcomes.isBegun(LOGIN)).isFalse();
    world.clock.pass(Duration.ofMinutes(1));
    assertThat(world.welcomes.isBegun(LOGIN)).isTrue();
  }

  private Account ownerOf(Optional<SessionToken> token) {
    return world.accounts.ownerOf(token.orElseThrow()).orElseThrow();
  }

  /** Says that a login is taken, and finds nobody with it. */
  private static final class Contradictory implements AccountGateway {
    @Override
    public Optional<Account> find(Login login) {
      return Optional.empty();
    }

    @Override
    public Optional<Account> find(AccountId id) {
      return Optional.empty();
    }

    @Override
    public void forEach(Consumer<Account> consumer) {}

    @Override
    public AccountCreation create(NewAccount account) {
      return new AccountCreation.LoginTaken();
    }

    @Override
    public void secure(AccountId account, String common, String replacement) {}

    @Override
    public Optional<SessionToken> mintToken(
        AccountId account, Duration lifetime, Predicate<Account> condition) {
      return Optional.of(new SessionToken("token"));
    }

    @Override
    public Optional<Account> ownerOf(SessionToken token) {
      return Optional.empty();
    }
  }
}
