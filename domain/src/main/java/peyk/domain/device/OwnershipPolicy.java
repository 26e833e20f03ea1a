package peyk.domain.device;

import java.util.Optional;
import peyk.domain.account.Account;
import peyk.domain.account.Login;

/** Decides whether a device may become a user's. */
public final class OwnershipPolicy {
  private OwnershipPolicy() {}

  /** What registering a device for a user comes to. */
  public sealed interface Verdict {
    /** It belongs to nobody. */
    record Free() implements Verdict {}

    /** It is the user's already. */
    record Own() implements Verdict {}

    /** Its owner hands it over. */
    record Transfer(Account from) implements Verdict {}

    /** It belongs to another, and nobody claims to be handing it over. */
    record Taken() implements Verdict {}

    /** Whoever is said to be handing it over is not its owner. */
    record NotFromOwner() implements Verdict {}
  }

  /**
   * @param owner whom it belongs to; empty if that user no longer exists
   * @param from who is said to hand it over, as the client spelt it; without an owner it does not
   *     matter
   * @param fromLogin the same as a login; empty if it cannot be one
   */
  public static Verdict decide(
      Optional<Account> owner, Account user, Optional<String> from, Optional<Login> fromLogin) {
    if (owner.isEmpty()) {
      return new Verdict.Free();
    }
    var present = owner.get();
    var isOwn = present.id().equals(user.id());
    if (from.isEmpty()) {
      return isOwn ? new Verdict.Own() : new Verdict.Taken();
    }
    if (fromLogin.filter(login -> login.matches(present.login().value())).isEmpty()) {
      return new Verdict.NotFromOwner();
    }
    return isOwn ? new Verdict.Own() : new Verdict.Transfer(present);
  }
}
