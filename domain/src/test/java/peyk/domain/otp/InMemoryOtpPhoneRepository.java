package peyk.domain.otp;

import java.time.Instant;
import java.util.Optional;

/** The phones of an {@link InMemoryOtpChallengeRepository} and their requests. */
public record InMemoryOtpPhoneRepository(
    InMemoryOtpChallengeRepository challenges, InMemoryOtpRequestRepository requests)
    implements OtpPhoneRepository {
  @Override
  public Optional<Known> find(PhoneNumber phone, Instant since) {
    var asked =
        requests.granted().stream()
            .filter(request -> request.phone().equals(phone) && request.at().isAfter(since))
            .map(OtpRequest::at)
            .toList();
    var known = challenges.phone(phone);
    return known.equals(OtpPhone.UNKNOWN) && asked.isEmpty()
        ? Optional.empty()
        : Optional.of(new Known(known, asked));
  }

  @Override
  public void unlock(PhoneNumber phone) {
    challenges.update(phone, OtpPhone::unlocked);
  }
}
