package peyk.bootstrap;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import java.util.function.Supplier;
import peyk.application.monitoring.Metric;
import peyk.application.subscription.LinkDevices;
import peyk.application.subscription.WatchSubscription;
import peyk.application.subscription.WatchSubscription.State;

final class SubscriptionGauges {
  private SubscriptionGauges() {}

  static void install(WatchSubscription subscription, LinkDevices links, MeterRegistry metrics) {
    gauge(Metric.TRACCAR_FLEET_DEVICES, () -> subscription.state().devices(), metrics);
    gauge(Metric.TRACCAR_FLEET_ONLINE, () -> subscription.state().online(), metrics);
    gauge(Metric.TRACCAR_DEVICES_UNLINKED, links::unlinked, metrics);
    gauge(Metric.TRACCAR_FAULTS, () -> faults(subscription.state()), metrics);
  }

  private static int faults(State state) {
    return state.last().map(last -> last.faults().size()).orElse(0);
  }

  private static void gauge(Metric metric, Supplier<Integer> number, MeterRegistry metrics) {
    metrics.getOrCreate(Gauge.builder(metric.id(), number).description(metric.description()));
  }
}
