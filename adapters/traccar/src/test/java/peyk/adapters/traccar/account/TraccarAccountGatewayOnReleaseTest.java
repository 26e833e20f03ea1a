package peyk.adapters.traccar.account;

import peyk.adapters.sandbox.traccar.TraccarOptions;

/** The release 6.14.5 refuses requests in other ways than later builds. */
class TraccarAccountGatewayOnReleaseTest extends TraccarAccountGatewayTest {
  @Override
  protected TraccarOptions options() {
    return TraccarOptions.defaults().withReleased(true);
  }
}
