package peyk.adapters.traccar.account;

import peyk.adapters.sandbox.traccar.TraccarOptions;

/** The tagged 6.14.5 refuses in other ways than what followed it. */
class TraccarAccountGatewayOnReleaseTest extends TraccarAccountGatewayTest {
  @Override
  protected TraccarOptions options() {
    return TraccarOptions.defaults().withReleased(true);
  }
}
