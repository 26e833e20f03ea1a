package peyk.application.device;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.application.firmware.RecordSeenFirmware;
import peyk.application.job.Job;
import peyk.application.job.ProcessErrors;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.AttributesTooLong;
import peyk.application.monitoring.JournalEvent.ChangesDropped;
import peyk.application.monitoring.JournalEvent.ListOverflowed;
import peyk.application.monitoring.JournalEvent.TrackerAnswered;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.RequestRefusedException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceGateway.Edit;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.ChangeFold;
import peyk.domain.tracker.ChangeFold.Circumstances;
import peyk.domain.tracker.DeviceChange;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.TrackerReactions;
import peyk.domain.tracker.TrackerReplyParser;

/**
 * Writes the waiting changes of a device to Traccar: reads the device once, applies the changes in
 * order, and writes it back once. A device has one run at a time, so no change overtakes another.
 * Changes that come during the pause after a write wait for the next run. Traccar may refuse a
 * change; then each is written alone, and those that are refused do not hold up the others.
 *
 * @param writePause the least time between two writes of one device; changes gather in it
 */
public record ApplyChanges(
    DeviceChangeRepository changes,
    DeviceClaimRepository claims,
    DeviceGateway devices,
    NameDevice nameDevice,
    TrackerReplyParser parser,
    TrackerReactions reactions,
    RecordSeenFirmware recordSeenFirmware,
    Journal journal,
    ClusterTime clock,
    Duration writePause)
    implements Job {
  /** A longer burst takes one write for each batch. */
  private static final int BATCH = 1000;

  /** A device of which Traccar takes no change at all is not tried for all of them. */
  private static final int MOST_REFUSED = 20;

  /** The pause before polling again whether the claim, on which the name depends, is settled. */
  private static final Duration CLAIM_PAUSE = Duration.ofMillis(500);

  @Override
  public JobKind kind() {
    return JobKind.UPDATE_DEVICE;
  }

  @Override
  public Next run(String instance) {
    var id = new DeviceId(Long.parseLong(instance));
    var waiting = changes.waiting(id, BATCH);
    if (waiting.isEmpty()) {
      return new Next.Done();
    }
    if (claims.find(id).pending().isPresent()) {
      return new Next.Again(CLAIM_PAUSE);
    }
    carryOut(id, waiting);
    return new Next.Again(writePause);
  }

  /** One change that cannot be written must not keep the others waiting. */
  private void carryOut(DeviceId id, List<DeviceChange> waiting) {
    try {
      write(id, waiting);
    } catch (RuntimeException | Error e) {
      if (isForeign(e) || waiting.size() == 1) {
        throw e;
      }
      carryOutOneByOne(id, waiting);
    }
  }

  /** Those that cannot be written stay, and the run fails because of the last of them. */
  private void carryOutOneByOne(DeviceId id, List<DeviceChange> waiting) {
    int failures = 0;
    @Nullable RuntimeException last = null;
    for (var change : waiting) {
      try {
        write(id, List.of(change));
      } catch (RuntimeException | Error e) {
        failures++;
        last = e instanceof RuntimeException bug ? bug : new IllegalStateException(e);
        if (isForeign(e) || failures == MOST_REFUSED) {
          throw e;
        }
      }
    }
    if (last != null) {
      throw last;
    }
  }

  /** Whether it says nothing about the change. */
  private static boolean isForeign(Throwable e) {
    return ProcessErrors.include(e)
        || e instanceof StorageUnavailableException
        || e instanceof GatewayUnavailableException && !(e instanceof RequestRefusedException);
  }

  private void write(DeviceId id, List<DeviceChange> waiting) {
    var update = devices.update(id, device -> edit(waiting, device));
    update.ifPresent(done -> recordSeenFirmware.see(done.device(), done.replies()));
    changes.complete(
        id, update.map(ChangeFold::completion).orElseGet(() -> Completion.dropped(waiting)));
    update.ifPresentOrElse(done -> report(id, done), () -> journal.record(new ChangesDropped(id)));
  }

  private Edit<ChangeFold> edit(List<DeviceChange> waiting, Device device) {
    var owner =
        changes.waitingAssignee(device.id()).or(device::assignee).or(() -> wipedOwner(device.id()));
    var circumstances =
        new Circumstances(
            owner,
            changes.overflow(device.id()),
            handledAfterOldest(waiting, device.id()),
            clock.now());
    var update =
        ChangeFold.of(waiting, device, circumstances, parser, reactions, nameDevice::nameFor);
    return new Edit<>(update.device(), update);
  }

  /** An app that saves an older copy of the device wipes the owner. A patch puts it back. */
  private Optional<AccountId> wipedOwner(DeviceId id) {
    var claim = claims.find(id);
    claim.owner().ifPresent(owner -> claims.assign(claim, owner));
    return claim.owner();
  }

  /** Usually none: answers come in order, unless some were missed. */
  private List<Answer> handledAfterOldest(List<DeviceChange> waiting, DeviceId device) {
    return waiting.stream()
        .filter(Answer.class::isInstance)
        .map(change -> ((Answer) change).at())
        .min(Comparator.naturalOrder())
        .map(oldest -> changes.handledAfter(device, oldest))
        .orElse(List.of());
  }

  private void report(DeviceId id, ChangeFold update) {
    update.replies().forEach(reply -> journal.record(new TrackerAnswered(id, reply)));
    update
        .completion()
        .overflow()
        .forEach(
            (attribute, list) -> journal.record(new ListOverflowed(id, attribute, list.length())));
    if (update.tooLong()) {
      journal.record(new AttributesTooLong(id));
    }
  }
}
