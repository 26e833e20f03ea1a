package peyk.adapters.ghasedak;

import io.helidon.webclient.api.WebClientServiceRequest;
import io.helidon.webclient.api.WebClientServiceResponse;
import io.helidon.webclient.spi.WebClientService;

/** Marks calls that failed before anything was sent: no such host, connection refused, TLS. */
final class UnsentCallDetector implements WebClientService {
  @Override
  public WebClientServiceResponse handle(Chain chain, WebClientServiceRequest request) {
    try {
      return chain.proceed(request);
    } catch (RuntimeException e) {
      throw request.whenSent().toCompletableFuture().isDone()
          ? e
          : new CallFailedException("unreachable", false, e);
    }
  }
}
