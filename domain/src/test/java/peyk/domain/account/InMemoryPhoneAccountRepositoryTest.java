package peyk.domain.account;

class InMemoryPhoneAccountRepositoryTest extends PhoneAccountRepositoryContract {
  private final InMemoryPhoneAccountRepository accounts = new InMemoryPhoneAccountRepository();

  @Override
  protected PhoneAccountRepository accounts() {
    return accounts;
  }

  @Override
  protected ListedAccountRepository listed() {
    return accounts;
  }
}
