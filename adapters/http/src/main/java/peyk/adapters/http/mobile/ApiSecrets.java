package peyk.adapters.http.mobile;

import java.util.List;
import peyk.domain.HashedSecret;

/** The client secrets that apps may present: several while a new one replaces an old one. */
public final class ApiSecrets {
  private final List<HashedSecret> secrets;

  public ApiSecrets(List<String> secrets) {
    if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "at least one client secret is needed, none of them blank");
    }
    this.secrets = secrets.stream().map(HashedSecret::new).toList();
  }

  /** Takes the same time whichever secret is offered. */
  boolean contain(String offered) {
    var found = false;
    for (var secret : secrets) {
      found |= secret.matches(offered);
    }
    return found;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
