package peyk.domain.tracker;

import java.util.List;
import peyk.domain.device.DeviceId;

class InMemorySubscriptionGatewayTest extends SubscriptionGatewayContract {
  private final InMemorySubscriptionGateway traccar = new InMemorySubscriptionGateway();
  private long lastDevice;

  @Override
  protected SubscriptionGateway traccar() {
    return traccar;
  }

  @Override
  protected DeviceId aDevice() {
    var device = new DeviceId(++lastDevice);
    traccar.add(device);
    return device;
  }

  @Override
  protected void connect(DeviceId device) {
    traccar.online(device);
  }

  @Override
  protected void disconnect(DeviceId device) {
    traccar.offline(device);
  }

  @Override
  protected void remove(DeviceId device) {
    traccar.remove(device);
  }

  @Override
  protected void linkByGroup(DeviceId device) {
    traccar.link(List.of(device));
  }

  @Override
  protected void breakDown() {
    traccar.outage().begin();
  }
}
