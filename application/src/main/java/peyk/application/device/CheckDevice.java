package peyk.application.device;

import java.util.Optional;
import peyk.domain.device.OwnershipPolicy.Verdict;

/** Checks whether a tracker could be registered for a user. It changes nothing. */
public record CheckDevice(RegistrationCheck registrationCheck) {
  /**
   * @return the refusal; empty if it could. Without a transfer a device of the same user counts as
   *     taken, because apps rely on that.
   */
  public Optional<RegistrationRefusal> check(RegistrationRequest request) {
    return switch (registrationCheck.examine(request)) {
      case RegistrationRefusal refusal -> Optional.of(refusal);
      case RegistrationCandidate candidate -> refusal(candidate.verdict(), request);
    };
  }

  private static Optional<RegistrationRefusal> refusal(
      Verdict verdict, RegistrationRequest request) {
    return switch (verdict) {
      case Verdict.Free(), Verdict.Transfer _ -> Optional.empty();
      case Verdict.Own() when request.from().isPresent() -> Optional.empty();
      case Verdict.Own(), Verdict.Taken() ->
          Optional.of(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
      case Verdict.NotFromOwner() -> Optional.of(RegistrationRefusal.DEVICE_NOT_OWNED_BY_FROM);
    };
  }
}
