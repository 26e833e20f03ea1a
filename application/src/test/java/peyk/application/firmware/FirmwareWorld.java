package peyk.application.firmware;

import java.time.Duration;
import java.util.Optional;
import peyk.application.intake.IntakeLimit;
import peyk.application.intake.IntakeLimits;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.ClientAddress;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.device.Imei;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.FirmwareSelector;
import peyk.domain.firmware.InMemoryFirmware;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.OfferRetryPolicy;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository.Creation.Created;
import peyk.domain.firmware.Rollout;
import peyk.domain.job.JobKind;
import peyk.domain.tracker.InMemoryKnownTrackers;

/** Releases in memory, and trackers that ask for them. */
final class FirmwareWorld {
  static final long OLD = 100;
  static final long NEW = 200;
  private static final FirmwareSelector SELECTOR =
      new FirmwareSelector(new OfferRetryPolicy(3, Duration.ofHours(1), Duration.ofDays(1)), true);

  private static final ClientAddress ADDRESS = new ClientAddress("192.0.2.1");
  final MovableClock clock = new MovableClock();
  final InMemoryJobs jobs = new InMemoryJobs();
  final InMemoryFirmware firmware = new InMemoryFirmware(clock, jobs);
  final RecordingJournal journal = new RecordingJournal();
  final InMemoryKnownTrackers trackers = new InMemoryKnownTrackers();
  private final IntakeLimits limits =
      new IntakeLimits(
          new IntakeLimit(0, Duration.ofMinutes(1)), new IntakeLimit(100, Duration.ofHours(1)));
  final OfferFirmware offerFirmware =
      new OfferFirmware(
          firmware.catalog(), firmware.decisions(), SELECTOR, limits, trackers, clock);
  final ExplainFirmware explainFirmware =
      new ExplainFirmware(
          firmware.catalog(), firmware.decisions(), firmware.offers(), SELECTOR, clock);
  final ControlRelease steer = new ControlRelease(firmware.releases(), firmware.catalog(), true);
  final RecordSeenFirmware recordSeenFirmware = new RecordSeenFirmware(firmware.offers(), clock);
  final WatchRollout watchRollout = watchRollout(firmware.offers());

  WatchRollout watchRollout(OfferRepository offers) {
    return new WatchRollout(firmware.releases(), offers, firmware.catalog(), journal);
  }

  /** A release that is active. */
  ReleaseId release(Rollout rollout) {
    var created =
        (Created) firmware.releases().create(Firmware.linked(NEW), rollout, Optional.empty());
    steer.activate(created.release().id());
    return created.release().id();
  }

  Release find(ReleaseId id) {
    return firmware.releases().find(id).orElseThrow();
  }

  FirmwareDecision ask(Imei imei, long version) {
    return offerFirmware.offer(Firmware.check(imei, version), ADDRESS).orElseThrow();
  }

  /** Runs the jobs that were woken. */
  void watch() {
    for (var instance : jobs.waiting(JobKind.WATCH_ROLLOUT).keySet()) {
      jobs.done(JobKind.WATCH_ROLLOUT, instance);
      watchRollout.run(instance);
    }
  }
}
