package peyk.adapters.traccar.account;

import peyk.adapters.sandbox.traccar.TraccarOptions;

/** A Traccar before 6.6, which ignores keywords and keeps sessions, finds the same users. */
class TraccarAccountGatewayOnOldServerTest extends TraccarAccountGatewayTest {
  @Override
  protected TraccarOptions options() {
    return TraccarOptions.defaults()
        .withVersion("6.2")
        .withKeywordIgnored(true)
        .withSessionKept(true);
  }
}
