package peyk.domain;

/**
 * Traccar or the SMS gateway refused the connection, timed out or reported that it is out of order.
 * This never means "there is none".
 */
public sealed class GatewayUnavailableException extends RuntimeException
    permits RequestRefusedException {
  private static final long serialVersionUID = 1L;

  public GatewayUnavailableException(String message) {
    super(message);
  }

  public GatewayUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
