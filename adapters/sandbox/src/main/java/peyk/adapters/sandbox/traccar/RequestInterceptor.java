package peyk.adapters.sandbox.traccar;

import java.util.function.Supplier;
import peyk.adapters.sandbox.HttpReply;

/** Stands between the HTTP server and the simulation: tests count requests and make them fail. */
interface RequestInterceptor {
  /** Lets every request pass. */
  RequestInterceptor NONE = new RequestInterceptor() {};

  /** Called for each request and each handshake of a web socket, before anything else. */
  default void received(String method, String path) {}

  /**
   * Answers a REST request.
   *
   * @param endpoint carries the request out
   */
  default HttpReply answer(String method, String path, Supplier<HttpReply> endpoint) {
    return endpoint.get();
  }
}
