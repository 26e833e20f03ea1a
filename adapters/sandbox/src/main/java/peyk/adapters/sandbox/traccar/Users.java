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
  private final Directory<User> directory = new Directory<>();
  private final Map<String, Long> idByEmail = new HashMap<>();
  private final Map<String, Set<Long>> idsByLogin = new HashMap<>();
  private final Map<Long, String> passwords = new HashMap<>();

  Directory<User> directory() {
    return directory;
  }

  Optional<User> find(long id) {
    return directory.find(id);
  }

  /** By the exact text, as the database's unique index compares. */
  Optional<User> withEmail(String email) {
    return Optional.ofNullable(idByEmail.get(email)).flatMap(directory::find);
  }

  /** By the email in any letter case, as a login compares. */
  Optional<User> login(String email, String password) {
    return idsByLogin.getOrDefault(Keyword.normal(email.strip()), Set.of()).stream()
        .filter(id -> password.equals(passwords.get(id)))
        .findFirst()
        .flatMap(directory::find);
  }

  User add(User user) {
    check(user, null);
    user.id = directory.nextId();
    store(user);
    return user;
  }

  /** Replaces all but the password, which stays when the new one is absent. */
  void replace(User user) {
    var before = directory.find(user.id).orElseThrow();
    check(user, before);
    forgetEmail(before);
    store(user);
  }

  void remove(long id) {
    directory
        .find(id)
        .ifPresent(user -> {
          forgetEmail(user);
          passwords.remove(id);
          directory.remove(id);
        });
  }

  private void check(User user, @Nullable User before) {
    Stored.required("NAME", user.name);
    var email = Stored.required("EMAIL", user.email);
    Stored.check(user.attributes);
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
    idsByLogin.computeIfAbsent(Keyword.normal(email), _ -> new LinkedHashSet<>()).add(user.id);
    directory.put(user);
  }

  private void forgetEmail(User user) {
    var email = Objects.requireNonNull(user.email);
    idByEmail.remove(email);
    idsByLogin.getOrDefault(Keyword.normal(email), new LinkedHashSet<>()).remove(user.id);
  }
}
