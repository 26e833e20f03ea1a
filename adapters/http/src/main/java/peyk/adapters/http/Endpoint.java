package peyk.adapters.http;

import java.util.function.Function;

/**
 * A path of the mobile API, to which JSON objects are posted.
 *
 * @param counter the metric that counts what became of the requests
 */
record Endpoint(String path, String counter, Function<ApiCall, Envelope> answer) {}
