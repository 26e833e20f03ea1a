package peyk.domain.device;

import java.util.Optional;
import peyk.domain.account.Account;
import peyk.domain.account.Login;

/** Decides whether a user may register a device. */
public final class OwnershipPolicy {
  private OwnershipPolicy() {}

  public sealed interface Verdict {
    /** It has no owner. */
    record Free() implements Verdict {}

    /** The user owns it. */
    record Own() implements Verdict {}

    /** Its owner transfers it. */
    record Transfer(Account from) implements Verdict {}

    /** Another user owns it, and no transfer is requested. */
    record Taken() implements Verdict {}

    /** The transfer names a user who is not its owner. */
    record NotFromOwner() implements Verdict {}
  }

  /**
   * @param owner the present owner; empty if that user no longer exists
   * @param from the transferring user, as the client spelt it; ignored without an owner
   * @param fromLogin {@code from} as a login; empty if it cannot be one
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
