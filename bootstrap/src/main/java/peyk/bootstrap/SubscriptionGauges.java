package peyk.bootstrap;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import java.util.function.Supplier;
import peyk.application.subscription.LinkDevices;
import peyk.application.subscription.WatchSubscription;
import peyk.application.subscription.WatchSubscription.State;

/** What the checks of hearing find, for those who watch. */
final class SubscriptionGauges {
  private SubscriptionGauges() {}

  static void install(WatchSubscription hearing, LinkDevices links, MeterRegistry metrics) {
    gauge(
        "peyk_traccar_fleet_devices",
        "Devices of the server, as they were last listed",
        () -> hearing.state().devices(),
        metrics);
    gauge(
        "peyk_traccar_fleet_online",
        "Devices that were online when they were last listed",
        () -> hearing.state().online(),
        metrics);
    gauge(
        "peyk_traccar_devices_unlinked",
        "Devices that were found not to be linked, and could not be",
        links::unlinked,
        metrics);
    gauge(
        "peyk_traccar_faults",
        "What the last whole check found that keeps trackers from being heard",
        () -> faults(hearing.state()),
        metrics);
  }

  private static int faults(State state) {
    return state.last().map(last -> last.faults().size()).orElse(0);
  }

  private static void gauge(
      String name, String description, Supplier<Integer> number, MeterRegistry metrics) {
    metrics.getOrCreate(Gauge.builder(name, number).description(description));
  }
}
