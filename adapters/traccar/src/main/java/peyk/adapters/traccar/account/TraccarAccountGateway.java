package peyk.adapters.traccar.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import peyk.adapters.traccar.lookup.KeyLookup;
import peyk.adapters.traccar.lookup.KeyLookup.Resource;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiResponse;
import peyk.adapters.traccar.rest.LosslessJson;
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
  /** A token has about 180 characters, and a URL may have 8,000. */
  private static final int LONGEST_TOKEN = 2000;

  private final TraccarClient client;
  private final KeyLookup users;
  private final UserSessions sessions;
  private final ServiceUser serviceUser;

  public TraccarAccountGateway(TraccarClient client) {
    this.client = client;
    users = new KeyLookup(client, Resource.USERS);
    sessions = new UserSessions(client);
    serviceUser = new ServiceUser(client);
  }

  @Override
  public Optional<Account> find(Login login) {
    return users.find(login.value()).map(TraccarAccountGateway::account);
  }

  @Override
  public Optional<Account> find(AccountId id) {
    return users.find(id.value()).map(TraccarAccountGateway::account);
  }

  @Override
  public void forEach(Consumer<Account> consumer) {
    users.forEach(user -> consumer.accept(account(user)));
  }

  @Override
  public AccountCreation create(NewAccount account) {
    var response = client.send(ApiRequest.post("create user", "/users", body(account)));
    if (response.isSuccess()) {
      var created = response.json();
      users.add(created);
      return new AccountCreation.Created(account(created));
    }
    if (users.findNew(Login.of(account.phone()).value()).isPresent()) {
      return new AccountCreation.LoginTaken();
    }
    throw new IllegalStateException(
        "Traccar refused to create a user (status " + response.status() + ")");
  }

  private static Map<String, Object> body(NewAccount account) {
    var phone = account.phone().canonical();
    var body = new LinkedHashMap<String, Object>();
    body.put("name", phone);
    body.put("email", phone);
    body.put("phone", phone);
    body.put("fixedEmail", true); // else the user could take the number of a phone yet to come
    body.put("password", account.password());
    body.put("attributes", account.attributes());
    return body;
  }

  @Override
  public void secure(AccountId account, String common, String replacement) {
    ObjectNode user =
        client.sendOrThrow(ApiRequest.get("read user", path(account))).json().deepCopy();
    if (!common.isEmpty() && tryPassword(user, common)) {
      user.put("password", replacement);
    }
    user.put("fixedEmail", true);
    client.sendOrThrow(ApiRequest.put("secure user", path(account), user));
  }

  /**
   * Tries a password under a login that nobody else can have chosen. Under the e-mail Traccar may
   * find another user instead, who has it as login: everybody may choose any. {@link #secure}
   * writes the user's own login back.
   */
  private boolean tryPassword(ObjectNode user, String password) {
    var login = UUID.randomUUID().toString();
    var renamed = user.deepCopy().put("login", login);
    client.sendOrThrow(
        ApiRequest.put("rename user", path(new AccountId(LosslessJson.id(user))), renamed));
    return sessions.logsIn(login, password);
  }

  private static String path(AccountId account) {
    return "/users/" + account;
  }

  @Override
  public Optional<SessionToken> mintToken(
      AccountId account, Duration lifetime, Predicate<Account> condition) {
    return serviceUser
        .impersonate(
            account,
            session ->
                condition.test(account(session.user()))
                    ? mint(session, lifetime).filter(token -> belongsTo(account, token, session))
                    : Optional.<SessionToken>empty())
        .flatMap(token -> token);
  }

  private Optional<SessionToken> mint(UserSession session, Duration lifetime) {
    var expiration = client.clock().now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    var form = "expiration=" + URLEncoder.encode(expiration.toString(), StandardCharsets.UTF_8);
    var response =
        client.send(
            ApiRequest.postForm("mint token", "/session/token", form).with(session.credentials()));
    return response.isSuccess()
        ? Optional.of(new SessionToken(response.body().strip()))
        : Optional.empty();
  }

  /** A token that Traccar refuses is not used, e.g. if the user was disabled a moment ago. */
  private static boolean belongsTo(AccountId account, SessionToken token, UserSession session) {
    var owner = ownerOf(token, session::readOwner);
    if (owner.isPresent() && !owner.get().id().equals(account)) {
      throw new IllegalStateException("Traccar minted a token for somebody else");
    }
    return owner.isPresent();
  }

  @Override
  public Optional<Account> ownerOf(SessionToken token) {
    return ownerOf(token, sessions::readOwner);
  }

  private static Optional<Account> ownerOf(
      SessionToken token, Function<String, ApiResponse> check) {
    if (!isPlausible(token.value())) {
      return Optional.empty();
    }
    var response = check.apply(token.value());
    return response.isSuccess() ? Optional.of(account(response.json())) : Optional.empty();
  }

  private static boolean isPlausible(String token) {
    return !token.isEmpty()
        && token.length() <= LONGEST_TOKEN
        && token.chars().allMatch(c -> c > ' ' && c < '\u007F');
  }

  /** Users without an e-mail exist and own devices. They get a login that nobody can type. */
  private static Account account(JsonNode user) {
    var id = LosslessJson.id(user);
    var email = LosslessJson.text(user, "email");
    var isLogin = !email.isBlank() && email.length() <= Login.LONGEST;
    return new Account(
        new AccountId(id),
        new Login(isLogin ? email : "\u0007" + id),
        user.path("administrator").asBoolean(),
        user.path("fixedEmail").asBoolean());
  }
}
