package peyk.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.account.PhoneAccountRepository.Owner;

/** What every {@link PhoneAccountRepository} does, whatever it is made of. */
public abstract class PhoneAccountRepositoryContract {
  private static final Login ALI = new Login("09121111111");
  private static final Login SARA = new Login("09122222222");
  private static final Login ADDRESS = new Login("ali@example.org");
  private static final AccountId FIVE = new AccountId(5);
  private static final AccountId SIX = new AccountId(6);

  /** The same one throughout a test; at first it knows nobody. */
  protected abstract PhoneAccountRepository accounts();

  /** Of the same users. */
  protected abstract ListedAccountRepository listed();

  @Test
  void a_phone_and_its_user_belong_together_every_time() {
    assertThat(accounts().remember(ALI, FIVE)).isTrue();
    assertThat(accounts().remember(ALI, FIVE)).isTrue();
    assertThat(accounts().remember(SARA, SIX)).isTrue();
    assertThat(accounts().find(ALI)).contains(new Owner(FIVE, true));
    assertThat(accounts().find(SARA)).contains(new Owner(SIX, true));
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
    assertThat(isRightful(FIVE, ADDRESS)).isTrue();
  }

  // Users that were only listed

  @Test
  void a_listed_user_is_its_phones_and_has_not_signed_in() {
    listed().know(List.of(new Account(FIVE, ALI), new Account(SIX, ADDRESS)));
    assertThat(accounts().find(ALI)).contains(new Owner(FIVE, false));
    assertThat(accounts().find(ADDRESS)).isEmpty();
    assertThat(isRightful(FIVE, ALI)).isTrue();
    assertThat(isRightful(SIX, ADDRESS)).isTrue();
    assertThat(accounts().remember(ALI, FIVE)).isTrue();
    assertThat(accounts().find(ALI)).contains(new Owner(FIVE, true));
  }

  @Test
  void a_listed_user_that_took_another_number_is_not_the_other_phones() {
    listed().know(List.of(new Account(FIVE, ALI), new Account(SIX, ADDRESS)));
    assertThat(accounts().remember(SARA, FIVE)).isFalse();
    assertThat(accounts().remember(SARA, SIX)).isFalse();
    assertThat(isRightful(FIVE, SARA)).isFalse();
    assertThat(isRightful(SIX, SARA)).isFalse();
    assertThat(isRightful(SIX, new Login("another@example.org"))).isTrue();
    assertThat(accounts().find(SARA)).isEmpty();
  }

  @Test
  void a_listed_number_is_not_another_users() {
    listed().know(List.of(new Account(FIVE, ALI)));
    assertThat(accounts().remember(ALI, SIX)).isFalse();
    assertThat(accounts().find(ALI)).contains(new Owner(FIVE, false));
    accounts().forget(ALI);
    assertThat(accounts().remember(ALI, SIX)).isTrue();
  }

  @Test
  void what_is_remembered_is_not_changed_by_a_later_list() {
    accounts().remember(ALI, FIVE);
    listed().know(List.of(new Account(FIVE, SARA), new Account(SIX, ALI)));
    assertThat(accounts().find(ALI)).contains(new Owner(FIVE, true));
    assertThat(accounts().find(SARA)).isEmpty();
    assertThat(accounts().remember(SARA, FIVE)).isFalse();
  }

  @Test
  void users_may_be_listed_in_parts_and_again() {
    listed().know(List.of(new Account(FIVE, ALI)));
    listed().know(List.of(new Account(FIVE, ALI), new Account(SIX, SARA)));
    listed().know(List.of());
    assertThat(accounts().find(ALI)).contains(new Owner(FIVE, false));
    assertThat(accounts().find(SARA)).contains(new Owner(SIX, false));
  }

  @Test
  void when_all_were_known_is_remembered() {
    assertThat(listed().completeAt()).isEqualTo(Instant.EPOCH);
    var now = Instant.parse("2026-11-27T08:00:00Z");
    listed().complete(now);
    assertThat(listed().completeAt()).isEqualTo(now);
  }

  private boolean isRightful(AccountId id, Login login) {
    return accounts().isRightful(new Account(id, login));
  }
}
