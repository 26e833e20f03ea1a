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
  private final Map<String, Set<Long>> idsByLogin = new HashMap<>();
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

  /** The user with this email in any letter case, as a login compares. */
  Optional<User> login(String email, String password) {
    return idsByLogin.getOrDefault(KeywordPattern.normal(email.strip()), Set.of()).stream()
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
    forgetEmail(before);
    store(user);
  }

  void remove(long id) {
    table
        .find(id)
        .ifPresent(user -> {
          forgetEmail(user);
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
    idsByLogin
        .computeIfAbsent(KeywordPattern.normal(email), _ -> new LinkedHashSet<>())
        .add(user.id);
    table.put(user);
  }

  private void forgetEmail(User user) {
    var email = Objects.requireNonNull(user.email);
    idByEmail.remove(email);
    idsByLogin.getOrDefault(KeywordPattern.normal(email), new LinkedHashSet<>()).remove(user.id);
  }
}
