package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ProcessMetricsTest {
  /**
   * Micrometer calls Helidon while its own lock is held, and Helidon then takes its lock. A request
   * that adds a meter takes them the other way round, so both may wait for ever.
   */
  @Test
  void meters_of_the_process_are_added_without_a_call_to_helidon() {
    var registry = Metrics.globalRegistry();
    var told = new ConcurrentLinkedQueue<String>();
    registry.onMeterAdded(meter -> told.add(meter.id().name()));

    ProcessMetrics.install();

    assertThat(registry.unwrap(CompositeMeterRegistry.class).getRegistries())
        .anyMatch(one -> one.find("jvm.memory.used").meter() != null)
        .anyMatch(one -> one.find("process.uptime").meter() != null);
    assertThat(told).noneMatch(name -> name.matches("(jvm|process|system)\\..*"));
  }
}
