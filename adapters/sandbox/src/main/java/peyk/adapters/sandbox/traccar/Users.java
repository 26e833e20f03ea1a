package peyk.adapters.sandbox.traccar;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The users of the simulated Traccar. */
final class Users {
  private final EntityTable<User> table = new EntityTable<>();
  private final Map<String, Long> idByEmail = new HashMap<>();
  private final Map<String, Set<Long>> idsByAnyCase = new HashMap<>();
  private final Map<String, Long> idByLogin = new HashMap<>();
  private final Map<Long, String> passwords = new HashMap<>();

  EntityTable<User> table() {
    return table;
  }

  Optional<User> find(long id) {
    return table.find(id);
  }

  /** The user with exactly this email, as the database's unique index compares. */
  Optional<User> withEmail(String email) {
    return Optional.ofNullable(idByEmail.get(email)).flatMap(table::find);
  }

  /**
   * The user with this email in any letter case, or with this login. If one has it as email and
   * another as login, Traccar tries either of them; here it is always that with the login.
   */
  Optional<User> login(String emailOrLogin, String password) {
    var text = emailOrLogin.strip();
    var byLogin = Optional.ofNullable(idByLogin.get(text)).map(Set::of);
    var byEmail = idsByAnyCase.getOrDefault(KeywordPattern.normal(text), Set.of());
    return byLogin.orElse(byEmail).stream()
        .filter(id -> password.equals(passwords.get(id)))
        .findFirst()
        .flatMap(table::find);
  }

  User add(User user) {
    check(user, null);
    user.id = table.nextId();
    store(user);
    return user;
  }

  /** Replaces a user. The password stays if the new one is absent. */
  void replace(User user) {
    var before = table.find(user.id).orElseThrow();
    check(user, before);
    forgetKeys(before);
    store(user);
  }

  void remove(long id) {
    table
        .find(id)
        .ifPresent(user -> {
          forgetKeys(user);
          passwords.remove(id);
          table.remove(id);
        });
  }

  private void check(User user, @Nullable User before) {
    ColumnLimits.required("NAME", user.name);
    var email = ColumnLimits.required("EMAIL", user.email);
    ColumnLimits.check(user.attributes);
    var owner = idByEmail.get(email);
    if (owner != null && (before == null || owner != before.id)) {
      throw TraccarFailure.uniqueViolation("TC_USERS(EMAIL NULLS FIRST)", email);
    }
  }

  private void store(User user) {
    if (user.password != null) {
      passwords.put(user.id, user.password);
      user.password = null;
    }
    var email = Objects.requireNonNull(user.email);
    idByEmail.put(email, user.id);
    if (user.login != null) {
      idByLogin.put(user.login, user.id);
    }
    idsByAnyCase
        .computeIfAbsent(KeywordPattern.normal(email), _ -> new LinkedHashSet<>())
        .add(user.id);
    table.put(user);
  }

  private void forgetKeys(User user) {
    var email = Objects.requireNonNull(user.email);
    idByEmail.remove(email);
    if (user.login != null) {
      idByLogin.remove(user.login, user.id);
    }
    idsByAnyCase.getOrDefault(KeywordPattern.normal(email), new LinkedHashSet<>()).remove(user.id);
  }
}
