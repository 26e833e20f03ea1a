package peyk.domain.otp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The codes of single phones, for people who help their owners. */
public interface OtpPhoneRepository {
  /**
   * @param requests the times of the texts that were sent or are being sent, the oldest first
   */
  record Known(OtpPhone phone, List<Instant> requests) {
    public Known {
      requests = List.copyOf(requests);
    }
  }

  /**
   * @param since exclusive; earlier requests are left out
   * @return empty if the phone has asked for no code, or if that was so long ago that it is
   *     forgotten
   */
  Optional<Known> find(PhoneNumber phone, Instant since);

  /** Forgets the wrong codes of the phone. A phone that is not known stays unknown. */
  void unlock(PhoneNumber phone);
}
