package peyk.domain.tracker;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.DeviceId;

/**
 * All replicas share this knowledge of missed answers: since when they are missing, and which
 * devices are done. Devices are fetched in the order of their ids. Throws {@link
 * peyk.domain.StorageUnavailableException}.
 */
public interface RecoveryRepository {
  /** Why answers were missed. */
  enum Gap {
    /** No socket was open. */
    SOCKET,
    /** A notification or many links were missing. */
    SUBSCRIPTION
  }

  /** Records that the subscription was whole at a time. */
  void wasWhole(Instant at);

  /**
   * Records that the subscription was broken at a time. So the answers since it was last whole must
   * be fetched, once it is repaired, from the first device on.
   *
   * @param orFrom from when to fetch if it is not known when it was last whole
   */
  void wasBroken(Instant at, Instant orFrom);

  /** From when on answers must be fetched because the subscription was broken. */
  Optional<Instant> owedFrom();

  /**
   * Begins to fetch, or goes on if that began in a certain time and has not ended.
   *
   * @param notBefore fetching that began earlier counts for nothing
   * @return the device after which to go on; {@code 0} to begin
   */
  long resume(Gap gap, Instant notBefore, Instant now);

  /** Records that the answers of the devices up to this one are stored. */
  void fetched(Gap gap, DeviceId upTo);

  /**
   * Records that the answers of all devices are stored. Has no effect if the subscription was
   * broken again in the meantime.
   */
  void end(Gap gap);
}
