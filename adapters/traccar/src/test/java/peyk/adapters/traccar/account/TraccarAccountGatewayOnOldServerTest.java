package peyk.adapters.traccar.account;

import peyk.adapters.sandbox.traccar.TraccarOptions;

/** A Traccar before 6.13, which ignores keywords, finds the same users. */
class TraccarAccountGatewayOnOldServerTest extends TraccarAccountGatewayTest {
  @Override
  protected TraccarOptions options() {
    return TraccarOptions.defaults().withVersion("6.12.2").withKeywordIgnored(true);
  }
}
