package peyk.adapters.ftp;

import java.util.HashMap;
import java.util.Map;
import peyk.domain.ClientAddress;

/** How many clients are inside, in all and from each address. */
final class Admission {
  private final FtpConfig.Limits limits;
  private final Map<ClientAddress, Integer> inside = new HashMap<>();
  private int count;

  Admission(FtpConfig.Limits limits) {
    this.limits = limits;
  }

  /** Whether one more may come in; if so, it has to {@link #leave}. */
  synchronized boolean enter(ClientAddress address) {
    int fromThere = inside.getOrDefault(address, 0);
    if (count >= limits.connections() || fromThere >= limits.connectionsPerAddress()) {
      return false;
    }
    count++;
    inside.put(address, fromThere + 1);
    return true;
  }

  synchronized void leave(ClientAddress address) {
    count--;
    inside.computeIfPresent(address, (key, fromThere) -> fromThere == 1 ? null : fromThere - 1);
  }

  synchronized int count() {
    return count;
  }
}
