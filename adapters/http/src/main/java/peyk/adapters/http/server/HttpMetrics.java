package peyk.adapters.http.server;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Status;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import peyk.application.monitoring.Metric;
import peyk.application.monitoring.Spans;

/**
 * Counts, times and traces requests by route, method and status; paths we do not have share one
 * name.
 */
public final class HttpMetrics implements Filter {
  private static final String OTHER = "other";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Scrapers, and pages that are open, ask for these again and again. */
  private static final List<String> UNTRACED = List.of("/observe/", "/console/live/");

  private record Series(String route, String method, int status) {}

  private final MeterRegistry registry;
  private final Function<UriPath, Optional<String>> routes;
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

  /**
   * @param routes the route that serves a path, one of a few; empty for paths we do not have
   */
  public HttpMetrics(MeterRegistry registry, Function<UriPath, Optional<String>> routes) {
    this.registry = registry;
    this.routes = routes;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    var start = System.nanoTime();
    var route = routes.apply(request.prologue().uriPath()).orElse(OTHER);
    var method = method(request.prologue().method().text());
    try (var span = span(method, route)) {
      RequestIds.current().ifPresent(id -> span.note("peyk.request_id", id));
      chain.proceed();
      span.note("http.response.status_code", response.status().codeText());
      if (response.status().family() == Status.Family.SERVER_ERROR) {
        span.fail();
      }
    }
    var took = System.nanoTime() - start;
    var series = new Series(route, method, response.status().code());
    timers.computeIfAbsent(series, this::create).record(took, TimeUnit.NANOSECONDS);
  }

  private static Spans.Span span(String method, String route) {
    return UNTRACED.stream().anyMatch(route::startsWith)
        ? Spans.none()
        : Spans.begin(Spans.Kind.SERVER, method + " " + route);
  }

  private static String method(String name) {
    return METHODS.contains(name) ? name : OTHER;
  }

  private Timer create(Series series) {
    return registry.getOrCreate(
        Timer.builder(Metric.HTTP_REQUESTS.id())
            .description(Metric.HTTP_REQUESTS.description())
            .percentiles(new double[0])
            .buckets(Metric.latencyBuckets())
            .tags(
                List.of(
                    Tag.create("route", series.route()),
                    Tag.create("method", series.method()),
                    Tag.create("status", Integer.toString(series.status())))));
  }
}
