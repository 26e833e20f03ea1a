package peyk.adapters.http.mobile;

import java.util.function.Function;
import peyk.adapters.http.server.Envelope;
import peyk.application.monitoring.Metric;

/**
 * A path of the mobile API, to which JSON objects are posted.
 *
 * @param counter the metric that counts what became of the requests
 */
public record MobileEndpoint(
    String path, Metric counter, Function<MobileRequest, Envelope> answer) {}
