package peyk.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.AtOnce;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountCreation.Created;
import peyk.domain.account.AccountCreation.LoginTaken;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.Phones;

/** What every {@link AccountGateway} does, whatever it is made of. */
public abstract class AccountGatewayContract {
  private static final PhoneNumber PHONE = Phones.any();
  private static final Duration DAY = Duration.ofDays(1);

  /** The same one throughout a test; at first there is nobody whose login a test uses. */
  protected abstract AccountGateway accounts();

  /** Adds somebody by other means than the gateway. */
  protected abstract Account add(String login, String name);

  protected abstract void remove(AccountId account);

  protected abstract void disable(AccountId account);

  protected abstract void setPassword(AccountId account, String password);

  protected abstract boolean hasPassword(Account account, String password);

  /** From now on Traccar cannot be asked. */
  protected abstract void breakDown();

  @Test
  void a_user_is_found_by_its_login() {
    var ali = add("09121111111", "Ali");
    add("09122222222", "Sara");
    assertThat(accounts().find(new Login("09121111111"))).contains(ali);
  }

  @Test
  void letter_case_in_a_login_does_not_matter() {
    var ali = add("Ali@Example.org", "Ali");
    assertThat(accounts().find(new Login("aLi@example.ORG"))).contains(ali);
  }

  @Test
  void of_logins_that_differ_in_letter_case_the_exact_one_is_found() {
    var upper = add("ALI@example.org", "A");
    var lower = add("ali@example.org", "B");
    assertThat(accounts().find(new Login("ALI@example.org"))).contains(upper);
    assertThat(accounts().find(new Login("ali@example.org"))).contains(lower);
  }

  @Test
  void of_logins_that_differ_in_letter_case_none_is_found_by_a_third_spelling() {
    add("ALI@example.org", "A");
    add("ali@example.org", "B");
    assertThat(accounts().find(new Login("Ali@example.org"))).isEmpty();
  }

  @Test
  void a_user_that_was_created_cannot_change_the_login() {
    var account = ((Created) accounts().create(newcomer())).account();
    assertThat(account.fixedEmail()).isTrue();
    assertThat(accounts().find(account.id())).contains(account);
  }

  @Test
  void a_secured_user_cannot_change_the_login_any_more() {
    var ali = add("09121111111", "Ali");
    assertThat(ali.fixedEmail()).isFalse();
    setPassword(ali.id(), "own");
    accounts().secure(ali.id(), "common", "random");
    assertThat(accounts().find(ali.id())).contains(new Account(ali.id(), ali.login(), false, true));
    assertThat(hasPassword(ali, "own")).isTrue();
  }

  @Test
  void a_secured_user_loses_a_common_password() {
    var ali = add("09121111111", "Ali");
    setPassword(ali.id(), "common");
    accounts().secure(ali.id(), "common", "random");
    assertThat(hasPassword(ali, "common")).isFalse();
    assertThat(hasPassword(ali, "random")).isTrue();
  }

  @Test
  void no_password_is_replaced_if_none_is_common() {
    var ali = add("09121111111", "Ali");
    setPassword(ali.id(), "common");
    accounts().secure(ali.id(), "", "random");
    assertThat(hasPassword(ali, "common")).isTrue();
  }

  @Test
  void nobody_is_found_by_a_name() {
    add("09121111111", "09129999999");
    assertThat(accounts().find(new Login("09129999999"))).isEmpty();
  }

  @Test
  void nobody_is_found_by_a_part_of_a_login() {
    add("09121111111", "Ali");
    assertThat(accounts().find(new Login("0912111111"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "\\", "a_i@example.org", "ali%", "%%%", "a\\li@example.org"})
  void a_wildcard_in_a_login_stands_for_itself(String login) {
    add("ali@example.org", "Ali");
    assertThat(accounts().find(new Login(login))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a_i@example.org", "100%sure@example.org", "a\\b@c", "ab", "علی"})
  void a_login_of_odd_letters_is_found(String login) {
    add("ali@example.org", "Ali");
    var odd = add(login, "Odd");
    assertThat(accounts().find(new Login(login))).contains(odd);
  }

  @Test
  void a_login_that_nobody_has_finds_nobody() {
    assertThat(accounts().find(new Login("09123333333"))).isEmpty();
  }

  @Test
  void a_user_is_found_by_its_id() {
    var ali = add("09121111111", "Ali");
    assertThat(accounts().find(ali.id())).contains(ali);
  }

  @Test
  void an_id_that_nobody_has_finds_nobody() {
    assertThat(accounts().find(new AccountId(987_654_321))).isEmpty();
  }

  @Test
  void all_users_are_listed() {
    var ali = add("09121111111", "Ali");
    var sara = add("sara@example.org", "Sara");
    var listed = new ArrayList<Account>();
    accounts().forEach(listed::add);
    assertThat(listed).contains(ali, sara).doesNotHaveDuplicates();
  }

  @Test
  void a_user_that_was_removed_is_not_found() {
    var ali = add("09121111111", "Ali");
    assertThat(accounts().find(ali.login())).contains(ali);
    remove(ali.id());
    assertThat(accounts().find(ali.login())).isEmpty();
    assertThat(accounts().find(ali.id())).isEmpty();
  }

  @Test
  void a_user_that_was_created_is_found() {
    var creation = accounts().create(newcomer());
    assertThat(creation).isInstanceOf(Created.class);
    var account = ((Created) creation).account();
    assertThat(account.login()).isEqualTo(Login.of(PHONE));
    assertThat(accounts().find(account.id())).contains(account);
    assertThat(accounts().find(Login.of(PHONE))).contains(account);
  }

  @Test
  void a_login_is_given_once() {
    accounts().create(newcomer());
    assertThat(accounts().create(newcomer())).isEqualTo(new LoginTaken());
  }

  @Test
  void a_login_that_somebody_got_since_the_last_question_is_taken() {
    assertThat(accounts().find(Login.of(PHONE))).isEmpty();
    var ali = add(Login.of(PHONE).value(), "Ali");
    assertThat(accounts().create(newcomer())).isEqualTo(new LoginTaken());
    assertThat(accounts().find(Login.of(PHONE))).contains(ali);
  }

  @Test
  void of_many_who_create_the_same_user_at_once_one_does() {
    var creations = AtOnce.run(8, _ -> accounts().create(newcomer()));
    assertThat(creations).filteredOn(Created.class::isInstance).hasSize(1);
    assertThat(creations).filteredOn(LoginTaken.class::isInstance).hasSize(7);
  }

  @Test
  void a_minted_token_is_its_users() {
    var ali = add("09121111111", "Ali");
    var sara = add("09122222222", "Sara");
    var token = accounts().mintToken(ali.id(), DAY).orElseThrow();
    var other = accounts().mintToken(sara.id(), DAY).orElseThrow();
    assertThat(accounts().ownerOf(token)).contains(ali);
    assertThat(accounts().ownerOf(other)).contains(sara);
  }

  @Test
  void a_user_that_was_just_created_gets_a_token() {
    var account = ((Created) accounts().create(newcomer())).account();
    var token = accounts().mintToken(account.id(), DAY).orElseThrow();
    assertThat(accounts().ownerOf(token)).contains(account);
  }

  @Test
  void a_disabled_user_gets_no_token() {
    var ali = add("09121111111", "Ali");
    disable(ali.id());
    assertThat(accounts().mintToken(ali.id(), DAY)).isEmpty();
  }

  @Test
  void a_user_who_is_not_as_demanded_gets_no_token() {
    var ali = add("09121111111", "Ali");
    assertThat(accounts().mintToken(ali.id(), DAY, ali::equals)).isPresent();
    assertThat(accounts().mintToken(ali.id(), DAY, account -> !account.equals(ali))).isEmpty();
  }

  @Test
  void nobody_gets_no_token() {
    assertThat(accounts().mintToken(new AccountId(987_654_321), DAY)).isEmpty();
  }

  @Test
  void the_token_of_a_user_that_was_disabled_is_worth_nothing() {
    var ali = add("09121111111", "Ali");
    var token = accounts().mintToken(ali.id(), DAY).orElseThrow();
    disable(ali.id());
    assertThat(accounts().ownerOf(token)).isEmpty();
  }

  @Test
  void the_token_of_a_user_that_was_removed_is_worth_nothing() {
    var ali = add("09121111111", "Ali");
    var token = accounts().mintToken(ali.id(), DAY).orElseThrow();
    remove(ali.id());
    assertThat(accounts().ownerOf(token)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "AAAA", "a b&token=c", "\n", "\0", "توکن", "a.b.c"})
  void what_is_no_token_has_no_owner(String text) {
    assertThat(accounts().ownerOf(new SessionToken(text))).isEmpty();
  }

  @Test
  void a_text_that_is_too_long_is_no_token() {
    assertThat(accounts().ownerOf(new SessionToken("A".repeat(100_000)))).isEmpty();
  }

  @Test
  void an_outage_does_not_look_like_an_answer() {
    var ali = add("09121111111", "Ali");
    var token = accounts().mintToken(ali.id(), DAY).orElseThrow();
    breakDown();
    List<ThrowingCallable> calls =
        List.of(
            () -> accounts().find(ali.login()),
            () -> accounts().find(ali.id()),
            () -> accounts().forEach(_ -> {}),
            () -> accounts().create(newcomer()),
            () -> accounts().secure(ali.id(), "common", "random"),
            () -> accounts().mintToken(ali.id(), DAY),
            () -> accounts().ownerOf(token));
    for (var call : calls) {
      assertThatThrownBy(call).isInstanceOf(GatewayUnavailableException.class);
    }
  }

  private static NewAccount newcomer() {
    return new NewAccount(PHONE, Map.of("timezone", "Asia/Tehran"), "a password that nobody knows");
  }
}
