package peyk.application.device;

import java.time.Duration;
import java.util.Optional;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.device.CommandGateway;
import peyk.domain.device.CommandOutcome;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceLinkGateway;
import peyk.domain.device.Imei;
import peyk.domain.device.OwnershipPolicy.Verdict;
import peyk.domain.device.TrackerCommand;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.DeviceChangeRepository;

/**
 * Registers a tracker for a user: claims it, sends the tracker its owner, and links both in
 * Traccar. Until the command is sent, a failure undoes the claim. After that {@link FinishClaim}
 * completes it, now or later.
 */
public record RegisterDevice(
    RegistrationCheck registrationCheck,
    DeviceClaimRepository claims,
    DeviceChangeRepository changes,
    DeviceLinkGateway links,
    CommandGateway commands,
    FinishClaim finishClaim,
    ClusterTime clock) {
  /** How long the caller waits until Traccar has the new owner. After that a job writes it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** The loser of a race learns it by checking again. */
  private static final int ATTEMPTS = 3;

  /**
   * @param password the device password, sent to the tracker
   * @return the refusal; empty if the tracker was registered
   * @throws GatewayUnavailableException if Traccar cannot be asked; then nothing has changed
   */
  public Optional<RegistrationRefusal> register(
      RegistrationRequest request, Optional<String> password) {
    if (Imei.parse(request.imei()).isEmpty()) {
      return Optional.of(RegistrationRefusal.IMEI_INVALID);
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      switch (registrationCheck.examine(request)) {
        case RegistrationRefusal refusal -> {
          return Optional.of(refusal);
        }
        case RegistrationCandidate candidate -> {
          var attempt = attempt(candidate, password);
          if (attempt != Attempt.OVERTAKEN) {
            return attempt.refusal;
          }
        }
      }
    }
    return Optional.of(RegistrationRefusal.DEVICE_ALREADY_REGISTERED);
  }

  private enum Attempt {
    DONE(Optional.empty()),
    TAKEN(Optional.of(RegistrationRefusal.DEVICE_ALREADY_REGISTERED)),
    NOT_FROM_OWNER(Optional.of(RegistrationRefusal.DEVICE_NOT_OWNED_BY_FROM)),
    NOT_SENT(Optional.of(RegistrationRefusal.COMMAND_FAILED)),
    /** The claim has changed since the decision. */
    OVERTAKEN(Optional.empty());

    private final Optional<RegistrationRefusal> refusal;

    Attempt(Optional<RegistrationRefusal> refusal) {
      this.refusal = refusal;
    }
  }

  private Attempt attempt(RegistrationCandidate candidate, Optional<String> password) {
    var command = TrackerCommand.registration(candidate.user().login(), password);
    return switch (candidate.verdict()) {
      case Verdict.Free() -> claim(candidate, Optional.empty(), command);
      case Verdict.Transfer(var from) -> claim(candidate, Optional.of(from.id()), command);
      case Verdict.Own() -> sendAgain(candidate, command);
      case Verdict.Taken() -> Attempt.TAKEN;
      case Verdict.NotFromOwner() -> Attempt.NOT_FROM_OWNER;
    };
  }

  private boolean send(RegistrationCandidate candidate, CommandText command) {
    links.subscribe(candidate.device().id());
    return commands.send(candidate.device().id(), command) == CommandOutcome.SENT;
  }

  private Attempt claim(
      RegistrationCandidate candidate, Optional<AccountId> from, CommandText command) {
    var opened = claims.open(candidate.claim(), candidate.user().id(), from, clock.now());
    if (opened.isEmpty()) {
      return Attempt.OVERTAKEN;
    }
    if (!sendOrUndo(candidate, command, opened.get())) {
      return Attempt.NOT_SENT;
    }
    return commanded(opened.get());
  }

  /**
   * Sends the command to a tracker that the user owns already. If an open claim says so, its
   * command may not have been sent yet. Then this request takes the claim over. Otherwise link and
   * {@code assignee} are put back, should somebody have removed them in Traccar.
   */
  private Attempt sendAgain(RegistrationCandidate candidate, CommandText command) {
    var claim = candidate.claim();
    var device = candidate.device().id();
    var restored = claim.pending().isEmpty() && finishClaim.restore(candidate.user().id(), claim);
    if (!send(candidate, command)) {
      return Attempt.NOT_SENT;
    }
    if (restored) {
      changes.awaitPatched(device, TIMEOUT);
    }
    return claim.pending().filter(pending -> !pending.commanded()).isPresent()
        ? commanded(claim)
        : Attempt.DONE;
  }

  private boolean sendOrUndo(
      RegistrationCandidate candidate, CommandText command, DeviceClaim opened) {
    var sent = false;
    try {
      sent = send(candidate, command);
    } finally {
      if (!sent) {
        claims.abandon(opened);
      }
    }
    return sent;
  }

  private Attempt commanded(DeviceClaim claim) {
    return claims.commanded(claim).map(this::finish).orElse(Attempt.OVERTAKEN);
  }

  /**
   * The tracker knows its owner, so the registration must be finished: now, or by the durable job.
   */
  private Attempt finish(DeviceClaim commanded) {
    if (finishClaim.tryNow(commanded)) {
      changes.awaitPatched(commanded.device(), TIMEOUT);
    }
    return Attempt.DONE;
  }
}
