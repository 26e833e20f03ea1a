package peyk.domain.otp;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/**
 * How many texts went out, by the hour, for about a year. Every method throws {@link
 * peyk.domain.StorageUnavailableException} if the database cannot be asked.
 */
public interface TextHistory {
  /**
   * Adds to what is known of these hours.
   *
   * @param counts by the beginning of the hour
   */
  void add(Map<Instant, TextCount> counts);

  /** The hours that had texts, from the given time on. */
  SortedMap<Instant, TextCount> since(Instant from);
}
