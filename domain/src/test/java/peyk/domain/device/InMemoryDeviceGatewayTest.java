package peyk.domain.device;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.domain.account.AccountId;

class InMemoryDeviceGatewayTest extends DeviceGatewayContract {
  private final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  private long lastAccount;

  @Override
  protected DeviceGateway devices() {
    return devices;
  }

  @Override
  protected DeviceId add(
      String uniqueId,
      String name,
      Optional<String> model,
      Map<String, @Nullable Object> attributes) {
    var id = devices.add(uniqueId, name, model, attributes).id();
    devices.online(id, false);
    return id;
  }

  @Override
  protected void remove(DeviceId device) {
    devices.remove(device);
  }

  @Override
  protected void connect(DeviceId device) {
    devices.online(device, true);
  }

  @Override
  protected AccountId someone() {
    return new AccountId(++lastAccount);
  }

  @Override
  protected void link(AccountId account, DeviceId device) {
    devices.link(account, device);
  }

  @Override
  protected void breakDown() {
    devices.outage().begin();
  }
}
