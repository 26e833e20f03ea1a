package peyk.domain;

/**
 * Traccar answers but refuses this one request, and repeating it will hardly help. For a waiting
 * client this is like an outage. A job that is refused again and again is parked.
 */
public final class RequestRefusedException extends GatewayUnavailableException {
  private static final long serialVersionUID = 1L;

  public RequestRefusedException(String message) {
    super(message);
  }
}
