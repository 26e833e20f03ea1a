package peyk.application.device;

import java.util.Optional;
import peyk.application.account.CallerCheck;
import peyk.application.account.CallerCheck.Caller;
import peyk.domain.account.Account;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.account.LoginParser;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.DeviceClaim.Pending;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.Imei;
import peyk.domain.device.OwnershipPolicy;
import peyk.domain.device.OwnershipPolicy.Verdict;
import peyk.domain.tracker.DeviceChangeRepository;

/** Checks a request about a tracker, in the order in which the contract names refusals. */
public record RegistrationCheck(
    DeviceGateway devices,
    AccountGateway accounts,
    DeviceClaimRepository claims,
    DeviceChangeRepository changes,
    CallerCheck callers,
    LoginParser logins) {
  /** A candidate, or the reason why there is none. */
  sealed interface Result permits RegistrationCandidate, RegistrationRefusal {}

  /** Finds device, user and ownership. The caller decides what the ownership means. */
  Result examine(RegistrationRequest request) {
    var caller = callers.check(request.token());
    return switch (caller) {
      case Caller.TokenRequired() -> RegistrationRefusal.TOKEN_REQUIRED;
      case Caller.TokenInvalid() -> RegistrationRefusal.TOKEN_INVALID;
      case Caller.Known(var login) when !isParty(login, request) ->
          RegistrationRefusal.TOKEN_MISMATCH;
      case Caller.Known known -> findDevice(request, known);
      case Caller.Anonymous anonymous -> findDevice(request, anonymous);
    };
  }

  /** A token of a third person learns nothing about the device. */
  private boolean isParty(Login caller, RegistrationRequest request) {
    return is(caller, request.user())
        || request.from().filter(from -> is(caller, from)).isPresent();
  }

  private boolean is(Login caller, String spelling) {
    return logins.parse(spelling).filter(login -> login.matches(caller.value())).isPresent();
  }

  private Result findDevice(RegistrationRequest request, Caller caller) {
    var device = Imei.parse(request.imei()).flatMap(devices::find);
    if (device.isEmpty()) {
      return RegistrationRefusal.DEVICE_UNKNOWN;
    }
    if (!device.get().online()) {
      return RegistrationRefusal.DEVICE_OFFLINE;
    }
    return findUser(request, caller, device.get());
  }

  private Result findUser(RegistrationRequest request, Caller caller, Device device) {
    var user =
        logins.parse(request.user()).flatMap(accounts::find).filter(callers.owners()::isRightful);
    if (user.isEmpty()) {
      return RegistrationRefusal.USER_UNKNOWN;
    }
    var claim = claims.find(device.id());
    var owner = owner(device, claim, user.get());
    var verdict =
        OwnershipPolicy.decide(
            owner, user.get(), request.from(), request.from().flatMap(logins::parse));
    return mayAsk(caller, user.get(), verdict)
        ? new RegistrationCandidate(device, user.get(), claim, verdict)
        : RegistrationRefusal.TOKEN_MISMATCH;
  }

  /**
   * The owner by our claim, on its way to Traccar or settled, even if somebody changed Traccar
   * since then. Without a claim, or if that user no longer exists, Traccar's {@code assignee}.
   */
  private Optional<Account> owner(Device device, DeviceClaim claim, Account user) {
    return claim
        .pending()
        .map(Pending::owner)
        .or(() -> changes.waitingAssignee(device.id()))
        .or(claim::owner)
        .flatMap(owner -> resolve(owner, user))
        .or(() -> device.assignee().flatMap(owner -> resolve(owner, user)));
  }

  private Optional<Account> resolve(AccountId owner, Account user) {
    return owner.equals(user.id()) ? Optional.of(user) : accounts.find(owner);
  }

  /**
   * The giver must be the owner, and the taker must be the user. Both may learn that somebody is
   * not the owner; strangers were refused before.
   */
  private static boolean mayAsk(Caller caller, Account user, Verdict verdict) {
    if (!(caller instanceof Caller.Known(var login))) {
      return true;
    }
    return switch (verdict) {
      case Verdict.Transfer(var from) -> login.matches(from.login().value());
      case Verdict.NotFromOwner() -> true;
      case Verdict.Free(), Verdict.Own(), Verdict.Taken() -> login.matches(user.login().value());
    };
  }
}
