package peyk.adapters.postgres.job;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import peyk.application.monitoring.Metric;
import peyk.domain.job.JobKind;

/** Counts and times the runs of jobs. */
record JobMeters(MeterRegistry registry) {
  void count(String kind, String outcome) {
    registry
        .getOrCreate(
            Counter.builder(Metric.JOBS_RUNS.id())
                .description(Metric.JOBS_RUNS.description())
                .tags(List.of(Tag.create("kind", kind), Tag.create("outcome", outcome))))
        .increment();
  }

  <T> T timed(JobKind kind, Supplier<T> run) {
    var from = System.nanoTime();
    try {
      return run.get();
    } finally {
      timer(kind).record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
    }
  }

  private Timer timer(JobKind kind) {
    return registry.getOrCreate(
        Timer.builder(Metric.JOBS_RUN_TIME.id())
            .description(Metric.JOBS_RUN_TIME.description())
            .percentiles(new double[0])
            .buckets(Metric.latencyBuckets())
            .addTag(Tag.create("kind", kind.word())));
  }
}
