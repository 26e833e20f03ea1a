package peyk.adapters.traccar.device;

import peyk.adapters.sandbox.traccar.TraccarOptions;

/** A Traccar before 6.13, which ignores keywords, finds the same devices. */
class TraccarDeviceGatewayOnOldServerTest extends TraccarDeviceGatewayTest {
  @Override
  protected TraccarOptions options() {
    return TraccarOptions.defaults().withVersion("6.6").withKeywordIgnored(true);
  }
}
