package peyk.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;

/** What every {@link PhoneAccountRepository} does, whatever it is made of. */
public abstract class PhoneAccountRepositoryContract {
  private static final Login ALI = new Login("09121111111");
  private static final Login SARA = new Login("09122222222");
  private static final AccountId FIVE = new AccountId(5);
  private static final AccountId SIX = new AccountId(6);

  /** The same one throughout a test; at first it knows nobody. */
  protected abstract PhoneAccountRepository accounts();

  @Test
  void a_phone_and_its_user_belong_together_every_time() {
    assertThat(accounts().remember(ALI, FIVE)).isTrue();
    assertThat(accounts().remember(ALI, FIVE)).isTrue();
    assertThat(accounts().remember(SARA, SIX)).isTrue();
    assertThat(accounts().find(ALI)).contains(FIVE);
    assertThat(accounts().find(SARA)).contains(SIX);
  }

  @Test
  void a_phone_that_never_signed_in_has_no_user() {
    accounts().remember(ALI, FIVE);
    assertThat(accounts().find(SARA)).isEmpty();
    accounts().forget(ALI);
    assertThat(accounts().find(ALI)).isEmpty();
  }

  @Test
  void another_user_with_the_number_of_a_phone_is_not_the_phones() {
    accounts().remember(ALI, FIVE);
    assertThat(accounts().remember(ALI, SIX)).isFalse();
    assertThat(accounts().remember(ALI, FIVE)).isTrue();
  }

  @Test
  void a_user_that_took_another_number_is_not_the_other_phones() {
    accounts().remember(ALI, FIVE);
    assertThat(accounts().remember(SARA, FIVE)).isFalse();
    assertThat(accounts().remember(SARA, SIX)).isTrue();
  }

  @Test
  void a_forgotten_phone_may_get_another_user() {
    accounts().remember(ALI, FIVE);
    accounts().forget(ALI);
    accounts().forget(SARA);
    assertThat(accounts().remember(ALI, SIX)).isTrue();
    assertThat(accounts().remember(SARA, FIVE)).isTrue();
  }

  @Test
  void of_many_users_of_one_phone_at_once_one_is_remembered() {
    var remembered = AtOnce.run(8, i -> accounts().remember(ALI, new AccountId(100 + i)));
    assertThat(remembered).containsOnlyOnce(true);
  }

  @Test
  void users_hold_their_logins_rightly_until_something_contradicts_that() {
    assertThat(isRightful(FIVE, ALI)).isTrue();
    accounts().remember(ALI, FIVE);
    assertThat(isRightful(FIVE, ALI)).isTrue();
    assertThat(isRightful(SIX, SARA)).isTrue();
    assertThat(isRightful(SIX, ALI)).isFalse();
    assertThat(isRightful(FIVE, SARA)).isFalse();
  }

  @Test
  void a_user_whose_number_became_an_address_holds_it_rightly() {
    accounts().remember(ALI, FIVE);
    assertThat(isRightful(FIVE, new Login("ali@example.org"))).isTrue();
  }

  private boolean isRightful(AccountId id, Login login) {
    return accounts().isRightful(new Account(id, login));
  }
}
