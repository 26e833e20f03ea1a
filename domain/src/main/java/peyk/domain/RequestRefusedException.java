package peyk.domain;

/**
 * Traccar answers but refuses this one request, and repeating it will hardly help. To whoever waits
 * for the answer this is no different from an outage; a job that is refused again and again is
 * parked.
 */
public final class RequestRefusedException extends GatewayUnavailableException {
  private static final long serialVersionUID = 1L;

  public RequestRefusedException(String message) {
    super(message);
  }
}
