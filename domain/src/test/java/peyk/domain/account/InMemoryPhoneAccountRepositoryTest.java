package peyk.domain.account;

class InMemoryPhoneAccountRepositoryTest extends PhoneAccountRepositoryContract {
  private final PhoneAccountRepository accounts = new InMemoryPhoneAccountRepository();

  @Override
  protected PhoneAccountRepository accounts() {
    return accounts;
  }
}
