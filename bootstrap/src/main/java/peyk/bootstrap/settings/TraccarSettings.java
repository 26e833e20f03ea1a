package peyk.bootstrap.settings;

import java.net.URI;
import java.time.Duration;
import peyk.adapters.traccar.TraccarConfig;
import peyk.domain.account.SessionToken;

/**
 * How Traccar is reached, and how often the subscription to its events is looked after.
 *
 * @param tokenLifetime of the tokens that apps get
 * @param checkInterval between two whole checks of the subscription
 * @param linkInterval between two looks for new devices
 * @param gapOverlap how much further back than necessary missed answers are fetched
 */
public record TraccarSettings(
    TraccarConfig connection,
    Duration tokenLifetime,
    Duration checkInterval,
    Duration linkInterval,
    Duration gapOverlap) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TENTH = Duration.ofMillis(100);

  /** A sign-in makes up to six calls and has 45 s. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(6);

  static TraccarSettings read(SettingsReader read) {
    return new TraccarSettings(
        connection(read),
        read.duration("traccar.token-lifetime", HOUR, Duration.ofDays(36_500)),
        read.duration("traccar.check-interval", Duration.ofMinutes(1), Duration.ofDays(7)),
        read.duration("traccar.link-interval", Duration.ofSeconds(10), DAY),
        read.duration("traccar.gap-overlap", Duration.ofSeconds(10), DAY));
  }

  private static TraccarConfig connection(SettingsReader read) {
    var url = read.address("traccar.url", "the address of your Traccar server");
    var token =
        read.secret("traccar.token", "the token of an administrator of your Traccar server", 1);
    var connectTimeout = read.duration("traccar.connect-timeout", TENTH, LONGEST_CALL);
    var requestTimeout = read.duration("traccar.request-timeout", TENTH, LONGEST_CALL);
    try {
      return TraccarConfig.of(
          url, new SessionToken(token.isEmpty() ? "none" : token), connectTimeout, requestTimeout);
    } catch (IllegalArgumentException e) {
      read.fault("traccar", "cannot be used: " + e.getMessage());
      return TraccarConfig.of(
          URI.create("http://localhost"), new SessionToken("none"), connectTimeout, requestTimeout);
    }
  }
}
