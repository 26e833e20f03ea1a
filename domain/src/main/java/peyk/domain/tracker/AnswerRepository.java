package peyk.domain.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import peyk.domain.device.DeviceId;

/** The stored answers of trackers, for operators. Old ones are deleted. */
public interface AnswerRepository {
  /**
   * An answer in the inbox.
   *
   * @param at the time at which Traccar received it
   * @param receivedAt the time at which this service received it
   * @param handledAt empty while it waits
   * @param result the tracker's text
   */
  record StoredAnswer(Instant at, Instant receivedAt, Optional<Instant> handledAt, String result) {
    /** The answer may hold a password. */
    @Override
    public String toString() {
      return "StoredAnswer[at=" + at + "]";
    }
  }

  /**
   * The latest answers of a device, the latest first.
   *
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked
   */
  List<StoredAnswer> latest(DeviceId device, int atMost);
}
