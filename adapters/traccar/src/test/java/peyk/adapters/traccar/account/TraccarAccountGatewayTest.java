package peyk.adapters.traccar.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.traccar.StubServer;
import peyk.adapters.traccar.TraccarFixture;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.domain.Eventually;
import peyk.domain.GatewayUnavailableException;
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
  protected void setPassword(AccountId account, String password) {
    change(account, user -> user.put("password", password));
  }

  private void change(AccountId account, Consumer<ObjectNode> change) {
    var path = "/users/" + account;
    ObjectNode user =
        neighbour.client().sendOrThrow(ApiRequest.get("seed", path)).json().deepCopy();
    change.accept(user);
    neighbour.client().sendOrThrow(ApiRequest.put("seed", path, user));
  }

  @Override
  protected boolean hasPassword(Account account, String password) {
    return new UserSessions(neighbour.client()).logsIn(account.login().value(), password);
  }

  @Override
  protected void breakDown() {
    neighbour.traccar().goDown();
  }

  @Test
  void a_common_password_is_found_although_another_user_has_the_phone_as_login() {
    var bob = add("09121111111", "Bob");
    setPassword(bob.id(), "common");
    var mallory = add("09122222222", "Mallory");
    setPassword(mallory.id(), "her own");
    change(mallory.id(), user -> user.put("login", "09121111111"));
    assertThat(hasPassword(bob, "her own")).isTrue();

    accounts.secure(bob.id(), "common", "random");

    change(mallory.id(), user -> user.putNull("login"));
    assertThat(hasPassword(bob, "common")).isFalse();
    assertThat(hasPassword(bob, "random")).isTrue();
  }

  @Test
  void a_secured_user_keeps_the_login() {
    var bob = add("09121111111", "Bob");
    setPassword(bob.id(), "common");
    change(bob.id(), user -> user.put("login", "bob"));
    accounts.secure(bob.id(), "common", "random");
    assertThat(new UserSessions(neighbour.client()).logsIn("bob", "random")).isTrue();
  }

  @Test
  void no_session_stays_open() {
    var user = add("09121111111", "Ali");
    var disabled = add("09122222222", "Sara");
    disable(disabled.id());
    var token = accounts.mintToken(user.id(), Duration.ofDays(1)).orElseThrow();
    accounts.mintToken(user.id(), Duration.ofDays(1), _ -> false);
    accounts.mintToken(disabled.id(), Duration.ofDays(1));
    accounts.ownerOf(token);
    Eventually.until("all sessions are ended", () -> neighbour.traccar().openSessions() == 0);
  }

  @Test
  void a_token_of_somebody_else_is_not_handed_out() {
    var user = add("09121111111", "Ali");
    var other = add("09122222222", "Sara");
    var token = neighbour.traccar().tokenFor(other.id().value());
    neighbour.traccar().requests().answerNext("POST", "/api/session/token", token);
    assertThatThrownBy(() -> accounts.mintToken(user.id(), Duration.ofDays(1)))
        .hasMessage("Traccar minted a token for somebody else");
  }

  @Test
  void one_404_is_not_absence() {
    var user = add("09121111111", "Ali");
    neighbour.traccar().requests().failNext("GET", "/api/users/" + user.id(), 404, 1);
    assertThat(accounts.find(user.id())).contains(user);
  }

  @Test
  void a_proxy_that_answers_404_to_everything_is_an_outage() {
    var user = add("09121111111", "Ali");
    neighbour.traccar().requests().failNext("GET", "/api/", 404, Integer.MAX_VALUE);
    assertThatThrownBy(() -> accounts.find(user.id()))
        .isInstanceOf(GatewayUnavailableException.class);
    assertThatThrownBy(() -> accounts.mintToken(user.id(), Duration.ofDays(1)))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  @Test
  void a_server_that_hides_its_version_is_searched_all_the_same() {
    var user = "[{\"id\":7,\"name\":\"Ali\",\"email\":\"09129999999\"}]";
    try (var server =
            StubServer.doing(exchange -> {
              var isKnown = exchange.getRequestURI().getPath().equals("/api/users");
              StubServer.send(exchange, isKnown ? 200 : 404, isKnown ? user : "<html>");
            });
        var client =
            TraccarFixture.client(TraccarFixture.config(server.uri(), "token"), Instant::now)) {
      assertThat(new TraccarAccountGateway(client).find(new Login("09129999999")))
          .map(Account::id)
          .contains(new AccountId(7));
    }
  }
}
