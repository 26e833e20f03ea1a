package peyk.application.device;

import java.util.Optional;
import peyk.domain.device.OwnershipPolicy.Verdict;

/** Tells whether a tracker could be registered for a user, and changes nothing. */
public final class CheckDevice {
  private final Examination examination;

  public CheckDevice(Examination examination) {
    this.examination = examination;
  }

  /**
   * @return why not; empty if it could. A device that is the user's already counts as taken unless
   *     a transfer is asked for, which apps rely on.
   */
  public Optional<Refusal> check(DeviceRequest request) {
    return switch (examination.examine(request)) {
      case Examination.Result.Unfit(var refusal) -> Optional.of(refusal);
      case Examination.Result.Fit(var candidate) -> refusal(candidate.verdict(), request);
    };
  }

  private static Optional<Refusal> refusal(Verdict verdict, DeviceRequest request) {
    return switch (verdict) {
      case Verdict.Free() -> Optional.empty();
      case Verdict.Own() when request.from().isPresent() -> Optional.empty();
      case Verdict.Own() -> Optional.of(Refusal.DEVICE_ALREADY_REGISTERED);
      case Verdict.Taken() -> Optional.of(Refusal.DEVICE_ALREADY_REGISTERED);
      case Verdict.Transfer transfer -> Optional.empty();
      case Verdict.NotFromOwner() -> Optional.of(Refusal.DEVICE_NOT_OWNED_BY_FROM);
    };
  }
}
