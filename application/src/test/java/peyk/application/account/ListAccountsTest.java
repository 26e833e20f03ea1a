package peyk.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.account.ListedAccountRepository;
import peyk.domain.account.Login;
import peyk.domain.account.PhoneAccountRepository.Owner;
import peyk.domain.job.InMemoryLeases;
import peyk.domain.otp.Phones;

class ListAccountsTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final AccountWorld world = new AccountWorld();
  private final InMemoryLeases leases = new InMemoryLeases(world.clock);
  private final ListAccounts listAccounts = replica(leases, world.owners);

  @Test
  void at_first_all_users_are_listed() {
    var users = IntStream.range(0, 2500).mapToObj(i -> world.accounts.add(phone(i))).toList();
    listAccounts.keep();
    assertThat(users)
        .allSatisfy(user ->
            assertThat(world.owners.find(user.login())).contains(new Owner(user.id(), false)));
  }

  @Test
  void users_are_listed_again_after_a_day() {
    listAccounts.keep();
    var user = world.accounts.add(phone(1));
    world.clock.pass(DAY.minusSeconds(1));
    listAccounts.keep();
    assertThat(world.owners.find(user.login())).isEmpty();
    world.clock.pass(Duration.ofSeconds(1));
    listAccounts.keep();
    assertThat(world.owners.find(user.login())).isPresent();
  }

  @Test
  void users_are_listed_again_after_the_clock_was_set_back() {
    world.owners.complete(world.clock.now().plus(DAY));
    var user = world.accounts.add(phone(1));
    listAccounts.keep();
    assertThat(world.owners.find(user.login())).isPresent();
  }

  @Test
  void while_traccar_is_away_nothing_counts_as_listed() {
    var user = world.accounts.add(phone(1));
    world.accounts.outage().begin();
    listAccounts.keep();
    assertThat(world.owners.completeAt()).isEqualTo(Instant.EPOCH);
    world.accounts.outage().end();
    listAccounts.keep();
    assertThat(world.owners.find(user.login())).isPresent();
  }

  @Test
  void a_list_that_could_not_be_stored_to_its_end_is_made_again() {
    var failing = replica(leases, new Failing());
    assertThatThrownBy(failing::keep).isInstanceOf(StorageUnavailableException.class);
    var user = world.accounts.add(phone(1));
    listAccounts.keep();
    assertThat(world.owners.find(user.login())).isPresent();
  }

  @Test
  void of_two_replicas_one_lists() {
    leases.other().take("accounts", Duration.ofMinutes(1));
    var user = world.accounts.add(phone(1));
    listAccounts.keep();
    assertThat(world.owners.find(user.login())).isEmpty();
    world.clock.pass(Duration.ofMinutes(1));
    listAccounts.keep();
    assertThat(world.owners.find(user.login())).isPresent();
  }

  private ListAccounts replica(InMemoryLeases own, ListedAccountRepository listed) {
    return new ListAccounts(world.accounts, listed, own, world.clock);
  }

  private static String phone(int number) {
    return Login.of(Phones.numbered(number)).value();
  }

  /** The database goes away after the users were stored. */
  private final class Failing implements ListedAccountRepository {
    @Override
    public void know(Collection<Account> listed) {
      world.owners.know(listed);
    }

    @Override
    public Instant completeAt() {
      return world.owners.completeAt();
    }

    @Override
    public void complete(Instant now) {
      throw new StorageUnavailableException("the database is away");
    }
  }
}
