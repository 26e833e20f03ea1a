package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.device.DeviceId;

class InMemoryServerGatewayTest extends ServerGatewayContract {
  private final InMemoryServerGateway server = new InMemoryServerGateway();
  private long lastDevice;

  @Override
  protected ServerGateway server() {
    return server;
  }

  @Override
  protected DeviceId aLinkedDevice() {
    return new DeviceId(++lastDevice);
  }

  @Override
  protected Instant comesOnline(DeviceId device) {
    var now = Instant.parse("2026-11-22T12:00:00Z");
    server.cameOnline(device, now);
    return now;
  }

  @Override
  protected void breakDown() {
    server.outage().begin();
  }
}
