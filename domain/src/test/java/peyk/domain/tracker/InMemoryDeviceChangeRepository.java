package peyk.domain.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import peyk.domain.InMemoryJobs;
import peyk.domain.account.AccountId;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.CommandPolicy;
import peyk.domain.command.Commands;
import peyk.domain.command.InMemoryCommandLines;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.InMemoryDeviceClaimRepository;
import peyk.domain.device.InMemoryDeviceNameRepository;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChange.Patch;

/**
 * Changes in memory, together with all that belongs to the same memory: claims, names, commands and
 * the inbox.
 */
public final class InMemoryDeviceChangeRepository implements DeviceChangeRepository {
  private record Waiting(DeviceId device, DeviceChange change) {}

  private final Map<Long, Waiting> waiting = new TreeMap<>();
  private final List<Waiting> done = new ArrayList<>();
  private final Map<Long, Instant> handled = new HashMap<>();
  private final Map<DeviceId, Map<String, String>> overflow = new HashMap<>();
  private final ClusterTime clock;
  private final InMemoryJobs jobs;
  private final InMemoryDeviceNameRepository names = new InMemoryDeviceNameRepository();
  private final InMemoryDeviceClaimRepository claims;
  private final CommandPolicy policy = Commands.policy();
  private final InMemoryCommandLines commands = new InMemoryCommandLines();
  private final InMemoryEventInbox inbox;
  private long lastSequence;

  public InMemoryDeviceChangeRepository(ClusterTime clock, InMemoryJobs jobs) {
    this.clock = clock;
    this.jobs = jobs;
    this.claims = new InMemoryDeviceClaimRepository(this::add, jobs);
    this.inbox = new InMemoryEventInbox(this, clock);
  }

  public InMemoryDeviceClaimRepository claims() {
    return claims;
  }

  public InMemoryDeviceNameRepository names() {
    return names;
  }

  public InMemoryCommandLines commands() {
    return commands;
  }

  public InMemoryEventInbox inbox() {
    return inbox;
  }

  public InMemoryJobs jobs() {
    return jobs;
  }

  @Override
  public synchronized List<DeviceChange> waiting(DeviceId device, int atMost) {
    return waiting.values().stream()
        .filter(change -> change.device().equals(device))
        .map(Waiting::change)
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized List<Answer> handledAfter(DeviceId device, Instant time) {
    return done.stream()
        .filter(change -> change.device().equals(device))
        .map(Waiting::change)
        .filter(Answer.class::isInstance)
        .map(Answer.class::cast)
        .filter(answer -> answer.at().isAfter(time))
        .toList();
  }

  @Override
  public synchronized List<DevicePatch> waitingPatches(DeviceId device, int atMost) {
    return patches(device).map(Patch::patch).limit(atMost).toList();
  }

  private Stream<Patch> patches(DeviceId device) {
    return waiting(device, Integer.MAX_VALUE).stream()
        .filter(Patch.class::isInstance)
        .map(Patch.class::cast);
  }

  @Override
  public synchronized Optional<AccountId> waitingAssignee(DeviceId device) {
    return patches(device)
        .sorted(Comparator.comparingLong(Patch::sequence).reversed())
        .flatMap(patch -> patch.patch().assignee().stream())
        .findFirst();
  }

  @Override
  public synchronized void add(DeviceId device, DevicePatch patch) {
    var sequence = ++lastSequence;
    put(device, new Patch(sequence, patch));
  }

  synchronized long add(TrackerEvent event) {
    var sequence = ++lastSequence;
    put(event.device(), new Answer(sequence, event.result(), event.at()));
    return sequence;
  }

  synchronized Optional<Instant> handledAt(long sequence) {
    return Optional.ofNullable(handled.get(sequence));
  }

  private void put(DeviceId device, DeviceChange change) {
    waiting.put(change.sequence(), new Waiting(device, change));
    jobs.wake(JobKind.UPDATE_DEVICE, device.toString(), clock.now());
  }

  @Override
  public synchronized boolean awaitPatched(DeviceId device, Duration atMost) {
    var deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (isPatchWaiting(device)) {
        var left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        wait(1 + left / 1_000_000);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean isPatchWaiting(DeviceId device) {
    return patches(device).findAny().isPresent();
  }

  @Override
  public synchronized Map<String, String> overflow(DeviceId device) {
    return Map.copyOf(overflow.getOrDefault(device, Map.of()));
  }

  @Override
  public synchronized void complete(DeviceId device, Completion completion) {
    completion
        .sequences()
        .forEach(sequence -> Optional.ofNullable(waiting.remove(sequence)).ifPresent(done::add));
    completion.sequences().forEach(sequence -> handled.put(sequence, clock.now()));
    commands.change(device, line -> line.answered(completion.answers()));
    var now = clock.now();
    for (var text : completion.commands()) {
      var order = CommandOrder.now(device, text, CommandOrigin.REACTION, now, policy.lifetime());
      commands.order(order, Optional.empty(), now);
    }
    var lists = overflow.computeIfAbsent(device, key -> new HashMap<>());
    completion.fitsAgain().forEach(lists::remove);
    lists.putAll(completion.overflow());
    completion
        .namedFor()
        .ifPresent(owner -> {
          claims.named(device, owner);
          names.drop(device);
        });
    notifyAll();
  }
}
