package peyk.adapters.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.tracker.DeviceChange;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.DeviceChangeRepository;

/** Carries patches out as soon as somebody waits for them, as the job in the background would. */
record PatchesAtOnce(DeviceChangeRepository changes, InMemoryDeviceGateway devices)
    implements DeviceChangeRepository {
  @Override
  public boolean awaitPatched(DeviceId device, Duration atMost) {
    var waiting = changes.waiting(device, Integer.MAX_VALUE);
    for (var change : waiting) {
      if (change instanceof Patch patch) {
        devices.change(device, patch.patch()::applyTo);
      }
    }
    changes.complete(device, Completion.dropped(waiting));
    return true;
  }

  @Override
  public List<DeviceChange> waiting(DeviceId device, int atMost) {
    return changes.waiting(device, atMost);
  }

  @Override
  public List<Answer> handledAfter(DeviceId device, Instant time) {
    return changes.handledAfter(device, time);
  }

  @Override
  public List<DevicePatch> waitingPatches(DeviceId device, int atMost) {
    return changes.waitingPatches(device, atMost);
  }

  @Override
  public Optional<AccountId> waitingAssignee(DeviceId device) {
    return changes.waitingAssignee(device);
  }

  @Override
  public void add(DeviceId device, DevicePatch patch) {
    changes.add(device, patch);
  }

  @Override
  public Map<String, String> overflow(DeviceId device) {
    return changes.overflow(device);
  }

  @Override
  public void complete(DeviceId device, Completion completion) {
    changes.complete(device, completion);
  }
}
