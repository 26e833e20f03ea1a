package peyk.adapters.http.mobile;

import java.util.List;
import java.util.function.Function;
import peyk.adapters.http.server.Reply;
import peyk.application.monitoring.Metric;

/**
 * A path of the mobile API, to which JSON objects are posted. Before it is asked, the required
 * fields are there and the client secret is right.
 *
 * @param counter the metric that counts the outcomes
 * @param required the fields that must not be missing or empty
 * @param ifMissing the message of the refusal if one of them is
 */
public record MobileEndpoint(
    String path,
    Metric counter,
    List<String> required,
    String ifMissing,
    Function<MobileRequest, Reply> handler) {
  static final String SECRET = "client_secret";
}
