package peyk.bootstrap;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import peyk.application.monitoring.Spans;

/**
 * Sends spans to an OpenTelemetry collector (OTLP 1 over HTTP, protobuf). If it is slow or away,
 * spans beyond the queue are dropped, and nothing else waits for it.
 */
final class OtlpSpans implements Spans.Recorder, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final int MOST_WAITING = 4096;

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private OtlpSpans(URI endpoint) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint.toString().replaceAll("/+$", "") + "/v1/traces")
            .setConnectTimeout(TIMEOUT)
            .setTimeout(TIMEOUT)
            .build();
    var batches =
        BatchSpanProcessor.builder(exporter)
            .setMaxQueueSize(MOST_WAITING)
            .setScheduleDelay(DELAY)
            .setExporterTimeout(TIMEOUT)
            .build();
    provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(batches)
            .setResource(
                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "peyk")))
            .build();
    tracer = provider.get("peyk");
  }

  /**
   * Records all spans of this process until it is closed.
   *
   * @param endpoint of the collector, without {@code /v1/traces}
   */
  static OtlpSpans start(URI endpoint) {
    var spans = new OtlpSpans(endpoint);
    Spans.install(spans);
    return spans;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // the scope is closed with the span
  public Spans.Span begin(Spans.Kind kind, String name, @Nullable Object cause) {
    var parent = cause instanceof Context context ? context : Context.current();
    var span =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.valueOf(kind.name()))
            .setParent(parent)
            .startSpan();
    var scope = span.makeCurrent();
    return new Spans.Span() {
      @Override
      public void note(String key, String value) {
        span.setAttribute(key, value);
      }

      @Override
      public void fail() {
        span.setStatus(StatusCode.ERROR);
      }

      @Override
      public void close() {
        scope.close();
        span.end();
      }
    };
  }

  @Override
  public @Nullable Object current() {
    var context = Context.current();
    return context == Context.root() ? null : context;
  }

  /** Sends what waits, for a few seconds at most. */
  @Override
  public void close() {
    Spans.install(null);
    provider.shutdown().join(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
