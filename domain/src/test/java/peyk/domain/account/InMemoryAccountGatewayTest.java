package peyk.domain.account;

class InMemoryAccountGatewayTest extends AccountGatewayContract {
  private final InMemoryAccountGateway accounts = new InMemoryAccountGateway();

  @Override
  protected AccountGateway accounts() {
    return accounts;
  }

  @Override
  protected Account add(String login, String name) {
    return accounts.add(login);
  }

  @Override
  protected void remove(AccountId account) {
    accounts.remove(account);
  }

  @Override
  protected void disable(AccountId account) {
    accounts.disable(account);
  }

  @Override
  protected void setPassword(AccountId account, String password) {
    accounts.setPassword(account, password);
  }

  @Override
  protected boolean hasPassword(Account account, String password) {
    return accounts.password(account.id()).equals(password);
  }

  @Override
  protected void breakDown() {
    accounts.outage().begin();
  }
}
