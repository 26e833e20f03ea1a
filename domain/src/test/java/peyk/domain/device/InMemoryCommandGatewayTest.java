package peyk.domain.device;

import java.util.List;

class InMemoryCommandGatewayTest extends CommandGatewayContract {
  private final InMemoryCommandGateway commands = new InMemoryCommandGateway();
  private long lastDevice;

  @Override
  protected CommandGateway commands() {
    return commands;
  }

  @Override
  protected DeviceId connected() {
    return new DeviceId(++lastDevice);
  }

  @Override
  protected void disconnect(DeviceId device) {
    commands.disconnect(device);
  }

  @Override
  protected void connect(DeviceId device) {
    commands.connect(device);
  }

  @Override
  protected List<String> got(DeviceId device) {
    return commands.sentTo(device);
  }

  @Override
  protected void breakDown() {
    commands.outage().begin();
  }
}
