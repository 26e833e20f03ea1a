package peyk.adapters.traccar.account;

import org.junit.jupiter.api.AfterEach;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.traccar.TraccarFixture;
import peyk.domain.account.Account;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.AccountGatewayContract;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;

class TraccarAccountGatewayTest extends AccountGatewayContract {
  private final TraccarFixture neighbour = TraccarFixture.start(options());
  private final TraccarAccountGateway accounts = new TraccarAccountGateway(neighbour.client());

  /** The server to test with. */
  protected TraccarOptions options() {
    return TraccarOptions.defaults();
  }

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Override
  protected AccountGateway accounts() {
    return accounts;
  }

  @Override
  protected Account add(String login, String name) {
    return new Account(neighbour.add(login, name), new Login(login));
  }

  @Override
  protected void remove(AccountId account) {
    neighbour.traccar().deleteUser(account.value());
  }

  @Override
  protected void disable(AccountId account) {
    neighbour.traccar().disableUser(account.value());
  }

  @Override
  protected void breakDown() {
    neighbour.traccar().goDown();
  }
}
