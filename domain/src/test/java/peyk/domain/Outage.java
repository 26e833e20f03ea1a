package peyk.domain;

/** Lets a fake gateway be out of reach for a while. */
public final class Outage {
  private volatile boolean lasting;

  public void begin() {
    lasting = true;
  }

  public void end() {
    lasting = false;
  }

  /** What a fake does first in each of its calls. */
  public void check() {
    if (lasting) {
      throw new GatewayUnavailableException("the gateway is out of reach");
    }
  }
}
