package peyk.domain.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import peyk.domain.device.DeviceId;

/** What trackers have answered, for those who look into it; it is forgotten after some days. */
public interface AnswerRepository {
  /**
   * An answer in the inbox.
   *
   * @param at when Traccar received it
   * @param receivedAt when it was heard here
   * @param handledAt when it had its effect; empty if it waits
   * @param result what the tracker said
   */
  record Heard(Instant at, Instant receivedAt, Optional<Instant> handledAt, String result) {
    /** The answer may hold a password: it is not shown. */
    @Override
    public String toString() {
      return "Heard[at=" + at + "]";
    }
  }

  /**
   * The answers of a device that were heard last, the latest first.
   *
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked
   */
  List<Heard> latest(DeviceId device, int atMost);
}
