package peyk.bootstrap;

import io.helidon.metrics.api.MeterRegistry;
import java.security.SecureRandom;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.traccar.JacksonJsonReader;
import peyk.adapters.traccar.Traccar;
import peyk.application.device.FinishClaim;
import peyk.application.monitoring.Journal;
import peyk.bootstrap.settings.Settings;
import peyk.domain.firmware.FirmwareSelector;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.TrackerReplyParser;

/** The parts that all use cases share. */
record SharedParts(
    Settings settings,
    PostgresDatabase database,
    Traccar traccar,
    Journal journal,
    MeterRegistry metrics,
    SecureRandom random) {
  ClusterTime clock() {
    return database.clock();
  }

  JacksonJsonReader json() {
    return new JacksonJsonReader();
  }

  TrackerReplyParser replyParser() {
    return new TrackerReplyParser(json());
  }

  DeviceChangeRepository deviceChanges() {
    return database.deviceChanges(settings.trackers().commands());
  }

  FirmwareSelector firmwareSelector() {
    return new FirmwareSelector(
        settings.firmware().retries(), settings.firmware().links().isPresent());
  }

  FinishClaim finishClaim() {
    return new FinishClaim(
        database.deviceClaims(), deviceChanges(), traccar.devices(), traccar.links(), clock());
  }
}
