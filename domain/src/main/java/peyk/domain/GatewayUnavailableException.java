package peyk.domain;

/**
 * A neighbour (Traccar, the SMS gateway) could not be asked: it refused the connection, did not
 * answer in time or answered that it is out of order. Never the same as "there is none".
 */
public final class GatewayUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GatewayUnavailableException(String message) {
    super(message);
  }

  public GatewayUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
