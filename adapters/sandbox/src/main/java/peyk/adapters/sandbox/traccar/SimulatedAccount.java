package peyk.adapters.sandbox.traccar;

/** A user of the simulated Traccar together with a token that opens its API and its socket. */
public record SimulatedAccount(long id, String token) {
  /** Without the token, as a log line should have it. */
  @Override
  public String toString() {
    return "user " + id;
  }
}
