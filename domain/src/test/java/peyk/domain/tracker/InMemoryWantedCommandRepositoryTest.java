package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.InMemoryJobs;

class InMemoryWantedCommandRepositoryTest extends WantedCommandRepositoryContract {
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private final InMemoryDeviceChangeRepository changes =
      new InMemoryDeviceChangeRepository(() -> NOW, new InMemoryJobs());

  @Override
  protected WantedCommandRepository commands() {
    return changes.commands();
  }

  @Override
  protected DeviceChangeRepository changes() {
    return changes;
  }

  @Override
  protected Instant now() {
    return NOW;
  }
}
