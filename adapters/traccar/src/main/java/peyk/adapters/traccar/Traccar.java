package peyk.adapters.traccar;

import io.helidon.metrics.api.MeterRegistry;
import java.time.Instant;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import peyk.adapters.traccar.account.TraccarAccountGateway;
import peyk.adapters.traccar.account.TraccarNotificationGateway;
import peyk.adapters.traccar.device.TraccarCommandGateway;
import peyk.adapters.traccar.device.TraccarDeviceGateway;
import peyk.adapters.traccar.device.TraccarDeviceLinkGateway;
import peyk.adapters.traccar.event.TraccarEventReportGateway;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.adapters.traccar.socket.TraccarListener;
import peyk.adapters.traccar.subscription.TraccarServerGateway;
import peyk.adapters.traccar.subscription.TraccarSubscriptionGateway;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.NotificationGateway;
import peyk.domain.device.CommandGateway;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceLinkGateway;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.EventReportGateway;
import peyk.domain.tracker.OnlineListener;
import peyk.domain.tracker.ServerGateway;
import peyk.domain.tracker.SubscriptionGateway;
import peyk.domain.tracker.TrackerIndex;

/**
 * A Traccar server: every port that it implements, and its event stream.
 *
 * @param trackerIndex empty until somebody fills it; a device that is in it is asked for by its id
 */
public record Traccar(
    TraccarClient client,
    AccountGateway accounts,
    NotificationGateway notifications,
    DeviceGateway devices,
    DeviceLinkGateway links,
    CommandGateway commands,
    EventReportGateway eventReports,
    SubscriptionGateway subscription,
    ServerGateway server,
    TrackerIndex trackerIndex)
    implements AutoCloseable {
  /**
   * Connects to nothing yet.
   *
   * @param clock what Traccar's clock is compared with, and its events and tokens are timed by
   */
  public Traccar(TraccarConfig config, MeterRegistry registry, ClusterTime clock) {
    this(new TraccarClient(config, registry, clock), new TrackerIndex());
  }

  private Traccar(TraccarClient client, TrackerIndex trackers) {
    this(client, trackers, new TraccarDeviceLinkGateway(client));
  }

  private Traccar(TraccarClient client, TrackerIndex trackers, TraccarDeviceLinkGateway links) {
    this(
        client,
        new TraccarAccountGateway(client),
        new TraccarNotificationGateway(client),
        new TraccarDeviceGateway(client, trackers),
        links,
        new TraccarCommandGateway(client),
        new TraccarEventReportGateway(client),
        new TraccarSubscriptionGateway(client, links),
        new TraccarServerGateway(client),
        trackers);
  }

  public TraccarStatus status() {
    return client.health().status();
  }

  /**
   * Opens the event stream, and opens it again whenever it ends.
   *
   * @param recovery fetches the answers that the stream lacks, from an instant at which the socket
   *     was not open yet and one at which Traccar streamed; it is called again until it returns
   *     true
   * @return closes the stream, and gives the events that came some time to be stored
   */
  public AutoCloseable listen(
      EventInbox inbox,
      OnlineListener onlineListener,
      BiPredicate<Instant, Instant> recovery,
      RandomGenerator random) {
    var listener = new TraccarListener(client, inbox, onlineListener, recovery, random);
    listener.start();
    return listener;
  }

  /**
   * @param listener is told whenever the event stream was opened; it must return at once
   */
  public void whenConnected(Runnable listener) {
    client.health().whenConnected(listener);
  }

  /** Ends all connections; calls that are under way fail. */
  @Override
  public void close() {
    client.close();
  }
}
