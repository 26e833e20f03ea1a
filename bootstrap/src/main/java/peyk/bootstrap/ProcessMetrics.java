package peyk.bootstrap;

import io.helidon.metrics.api.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * The JVM and its process under Micrometer's names, which common dashboards know. They belong to
 * the process and not to a service in it, so they are added once.
 */
final class ProcessMetrics {
  private ProcessMetrics() {}

  /** In the background, because the start of the service does not need it. */
  static void start() {
    Thread.ofVirtual().name("process-metrics").start(ProcessMetrics::install);
  }

  /**
   * Adds them behind Helidon's back. Helidon locks its own registry first and Micrometer's second,
   * and it listens to the composite one, which calls it with the locks the other way round. A
   * collection of garbage adds meters at any time, so this would lock up requests that add one.
   */
  static void install() {
    Metrics.globalRegistry()
        .unwrap(CompositeMeterRegistry.class)
        .getRegistries()
        .forEach(ProcessMetrics::addTo);
  }

  @SuppressWarnings("resource") // the collector is watched until the process ends
  private static void addTo(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }
}
