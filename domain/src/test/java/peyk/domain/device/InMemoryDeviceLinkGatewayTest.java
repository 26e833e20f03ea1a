package peyk.domain.device;

import peyk.domain.account.AccountId;

class InMemoryDeviceLinkGatewayTest extends DeviceLinkGatewayContract {
  private final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  private final InMemoryDeviceLinkGateway links = new InMemoryDeviceLinkGateway(devices);
  private long lastAccount;
  private int lastDevice;

  @Override
  protected DeviceLinkGateway links() {
    return links;
  }

  @Override
  protected AccountId someone() {
    return new AccountId(++lastAccount);
  }

  @Override
  protected DeviceId aDevice() {
    return devices.add("35012345000000" + ++lastDevice, "car").id();
  }

  @Override
  protected boolean isLinked(AccountId account, DeviceId device) {
    return devices.isLinked(account, device);
  }

  @Override
  protected boolean isSubscribed(DeviceId device) {
    return links.heard().contains(device);
  }

  @Override
  protected void breakDown() {
    links.outage().begin();
  }
}
