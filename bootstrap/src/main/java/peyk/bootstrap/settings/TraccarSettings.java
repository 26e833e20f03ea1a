package peyk.bootstrap.settings;

import java.time.Duration;
import java.util.Optional;
import peyk.adapters.kafka.KafkaConfig;
import peyk.adapters.traccar.TraccarConfig;
import peyk.domain.account.SessionToken;
import peyk.domain.tracker.EventSource;

/**
 * How Traccar is reached, and how often the subscription to its events is looked after.
 *
 * @param tokenLifetime of the tokens that apps get
 * @param checkInterval between two whole checks of the subscription
 * @param linkInterval between two looks for new devices
 * @param gapOverlap how much further back than necessary missed answers are fetched
 * @param kafka where Traccar forwards its events; empty if they come by its socket
 */
public record TraccarSettings(
    TraccarConfig connection,
    Duration tokenLifetime,
    Duration checkInterval,
    Duration linkInterval,
    Duration gapOverlap,
    Optional<KafkaConfig> kafka) {
  /** A sign-in makes up to ten calls and has 60 s. */
  private static final String LONGEST_CALL = "6s";

  static TraccarSettings read(SettingsReader read) {
    var connection = connection(read);
    return new TraccarSettings(
        read.authorities("traccar.tls.ca-file").map(connection::withTls).orElse(connection),
        read.duration("traccar.token-lifetime", "1h", "36500d"),
        read.duration("traccar.check-interval", "1m", "7d"),
        read.duration("traccar.link-interval", "10s", "1d"),
        read.duration("traccar.gap-overlap", "10s", "1d"),
        KafkaSettings.read(read));
  }

  public EventSource events() {
    return kafka.isPresent() ? EventSource.KAFKA : EventSource.SOCKET;
  }

  private static TraccarConfig connection(SettingsReader read) {
    var url = read.address("traccar.url", "the address of your Traccar server");
    var token =
        read.secret("traccar.token", "the token of an administrator of your Traccar server", 1);
    var connectTimeout = read.duration("traccar.connect-timeout", "100ms", LONGEST_CALL);
    var requestTimeout = read.duration("traccar.request-timeout", "100ms", LONGEST_CALL);
    try {
      return TraccarConfig.of(url, new SessionToken(token), connectTimeout, requestTimeout);
    } catch (IllegalArgumentException e) {
      read.fault("traccar", "cannot be used: " + e.getMessage());
      return TraccarConfig.of(
          SettingsReader.NOWHERE,
          new SessionToken(SettingsReader.NONE),
          connectTimeout,
          requestTimeout);
    }
  }
}
