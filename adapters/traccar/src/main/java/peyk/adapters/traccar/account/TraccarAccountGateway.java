package peyk.adapters.traccar.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.traccar.lookup.KeyLookup;
import peyk.adapters.traccar.lookup.KeyLookup.Kind;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Session;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.Text;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.account.Account;
import peyk.domain.account.AccountCreation;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.account.NewAccount;
import peyk.domain.account.SessionToken;

/** The users of a Traccar server. */
public final class TraccarAccountGateway implements AccountGateway {
  /** A token has about 180 characters, and an address may have 8,000. */
  private static final int LONGEST_TOKEN = 2000;

  private final TraccarClient client;
  private final KeyLookup users;
  private final UserSessions sessions;
  private final ServiceUser self;

  public TraccarAccountGateway(TraccarClient client) {
    this.client = client;
    users = new KeyLookup(client, Kind.USERS);
    sessions = new UserSessions(client);
    self = new ServiceUser(client, sessions);
  }

  @Override
  public Optional<Account> find(Login login) {
    return users.find(login.value()).map(TraccarAccountGateway::account);
  }

  /** A 400 may be Traccar's way to say "not you", which is no statement about this user. */
  @Override
  public Optional<Account> find(AccountId id) {
    var call = ApiRequest.get("read user", "/users/" + id);
    var answer = client.send(call);
    if (answer.isSuccess()) {
      return Optional.of(account(answer.json()));
    }
    if (!answer.isNotFound()) {
      self.ensureAccepted();
    }
    return Optional.empty();
  }

  @Override
  public AccountCreation create(NewAccount account) {
    var answer = client.send(ApiRequest.post("create user", "/users", body(account)));
    if (answer.isSuccess()) {
      var created = answer.json();
      users.add(created);
      return new AccountCreation.Created(account(created));
    }
    if (find(Login.of(account.phone())).isPresent()) {
      return new AccountCreation.LoginTaken();
    }
    throw new IllegalStateException(
        "Traccar refused to create a user (status " + answer.status() + ")");
  }

  private static Map<String, Object> body(NewAccount account) {
    var phone = account.phone().canonical();
    var body = new LinkedHashMap<String, Object>();
    body.put("name", phone);
    body.put("email", phone);
    body.put("phone", phone);
    body.put("password", account.password());
    body.put("attributes", account.attributes());
    return body;
  }

  @Override
  public Optional<SessionToken> mintToken(AccountId account, Duration lifetime) {
    var visitor = sessions.enter(account);
    if (visitor.isEmpty()) {
      self.ensureAccepted();
      return Optional.empty();
    }
    var token = mint(visitor.get(), lifetime);
    sessions.leave(visitor.get());
    return token.filter(minted -> belongsTo(account, minted));
  }

  private Optional<SessionToken> mint(Session visitor, Duration lifetime) {
    var expiration = client.clock().instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    var form = "expiration=" + Text.encoded(expiration.toString());
    var answer = client.send(ApiRequest.postForm("mint token", "/session/token", form).by(visitor));
    return answer.isSuccess()
        ? Optional.of(new SessionToken(answer.body().strip()))
        : Optional.empty();
  }

  /** Refused, e.g. because the user was disabled a moment ago, it is no token at all. */
  private boolean belongsTo(AccountId account, SessionToken token) {
    var owner = ownerOf(token);
    if (owner.isPresent() && !owner.get().id().equals(account)) {
      throw new IllegalStateException("Traccar minted a token for somebody else");
    }
    return owner.isPresent();
  }

  @Override
  public Optional<Account> ownerOf(SessionToken token) {
    if (!isThinkable(token.value())) {
      return Optional.empty();
    }
    var answer = sessions.enter(token.value());
    return answer.isSuccess() ? Optional.of(account(answer.json())) : Optional.empty();
  }

  private static boolean isThinkable(String token) {
    return !token.isEmpty()
        && token.length() <= LONGEST_TOKEN
        && token.chars().allMatch(c -> c > ' ' && c < '\u007F');
  }

  /**
   * Traccar lets users be without an e-mail; nobody can type the login that stands for that, but
   * they exist and own devices.
   */
  private static Account account(JsonNode user) {
    var id = LosslessJson.id(user);
    var email = LosslessJson.text(user, "email");
    var isLogin = !email.isBlank() && email.length() <= Login.LONGEST;
    return new Account(new AccountId(id), new Login(isLogin ? email : "\u0007" + id));
  }
}
