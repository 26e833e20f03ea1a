package peyk.application.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.application.job.Job;
import peyk.application.job.ProcessErrors;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.StepFailed;
import peyk.application.monitoring.JournalEvent.UssdRead;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.job.JobKind;
import peyk.domain.sim.SimAttributes;
import peyk.domain.sim.UssdMessageRepository;
import peyk.domain.sim.UssdMessageRepository.Effect;
import peyk.domain.sim.UssdMessageRepository.Settled;
import peyk.domain.sim.UssdMessageRepository.Waiting;
import peyk.domain.sim.UssdOutcome;
import peyk.domain.text.LocalDates;
import peyk.domain.time.ClusterTime;
import peyk.domain.ussd.UssdParser;
import peyk.domain.ussd.UssdReading;

/**
 * Reads the USSD messages of one partition in order and stores changes to the trackers' devices. A
 * message also answers the command that asked for it. While Traccar is away, the partition waits.
 * It does not wait for a message that fails.
 */
public record ReadUssd(
    UssdMessageRepository messages,
    DeviceGateway devices,
    Journal journal,
    LocalDates dates,
    ClusterTime clock)
    implements Job {
  private static final int BATCH = 200;

  /** A slow Traccar would otherwise hold up the other partitions for minutes. */
  private static final Duration LONGEST_RUN = Duration.ofSeconds(10);

  /** An index of an old Traccar may be that much older than a new device. */
  private static final Duration INDEX_AGE = Duration.ofSeconds(30);

  @Override
  public JobKind kind() {
    return JobKind.READ_USSD;
  }

  @Override
  public Next run(String instance) {
    var waiting = messages.waiting(Integer.parseInt(instance), BATCH);
    if (waiting.isEmpty()) {
      return new Next.Done();
    }
    var found = new HashMap<Imei, Optional<DeviceId>>();
    var attempted = attempt(waiting, found);
    var settled = attempted.stream().filter(one -> !isEarly(one)).toList();
    if (settled.isEmpty() && waiting.size() < BATCH) {
      return new Next.Again(INDEX_AGE);
    }
    store(waiting.size() < BATCH ? settled : attempted);
    return new Next.Again(Duration.ZERO);
  }

  /** At least one, and as many more as there is time for. */
  private List<Settled> attempt(List<Waiting> waiting, Map<Imei, Optional<DeviceId>> found) {
    var end = clock.now().plus(LONGEST_RUN);
    var attempted = new ArrayList<Settled>();
    for (var message : waiting) {
      if (!attempted.isEmpty() && clock.now().isAfter(end)) {
        break;
      }
      attempted.add(attempt(message, found));
    }
    return attempted;
  }

  /** A message of a tracker that Traccar may know soon; a full batch does not wait for it. */
  private boolean isEarly(Settled settled) {
    return settled.outcome() == UssdOutcome.UNKNOWN_TRACKER
        && clock.now().isBefore(settled.message().message().at().plus(INDEX_AGE));
  }

  /** All at once, or else one by one, so that a message that fails keeps no others waiting. */
  private void store(List<Settled> settled) {
    try {
      messages.settle(settled);
    } catch (StorageUnavailableException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      ProcessErrors.rethrow(e);
      if (settled.size() > 1) {
        settled.forEach(one -> store(List.of(one)));
      } else if (settled.getFirst().outcome() != UssdOutcome.FAILED) {
        store(List.of(failed(settled.getFirst().message(), e)));
      } else {
        throw e;
      }
      return;
    }
    settled.forEach(one -> journal.record(new UssdRead(one.outcome())));
  }

  private Settled attempt(Waiting waiting, Map<Imei, Optional<DeviceId>> found) {
    try {
      return settle(waiting, found);
    } catch (GatewayUnavailableException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      ProcessErrors.rethrow(e);
      return failed(waiting, e);
    }
  }

  private Settled failed(Waiting waiting, Throwable cause) {
    journal.record(new StepFailed("USSD message " + waiting.id(), cause));
    return without(waiting, UssdOutcome.FAILED, Optional.empty());
  }

  private Settled settle(Waiting waiting, Map<Imei, Optional<DeviceId>> found) {
    var imei = Imei.parseSent(waiting.message().imei());
    if (imei.isEmpty()) {
      return without(waiting, UssdOutcome.NO_IMEI, Optional.empty());
    }
    var device =
        found.computeIfAbsent(imei.get(), tracker -> devices.find(tracker).map(Device::id));
    var reading = UssdParser.read(waiting.message().data());
    if (reading.isEmpty()) {
      return without(waiting, UssdOutcome.NOTHING_IN_IT, device);
    }
    return device
        .map(known -> understood(waiting, imei.get(), known, reading))
        .orElseGet(() -> without(waiting, UssdOutcome.UNKNOWN_TRACKER, device));
  }

  private static Settled without(Waiting waiting, UssdOutcome outcome, Optional<DeviceId> device) {
    return new Settled(waiting, outcome, device, Optional.empty());
  }

  private Settled understood(Waiting waiting, Imei imei, DeviceId device, UssdReading reading) {
    var patch = SimAttributes.patch(reading, waiting.message().at(), dates);
    return new Settled(
        waiting,
        UssdOutcome.UNDERSTOOD,
        Optional.of(device),
        Optional.of(new Effect(imei, device, reading, patch)));
  }
}
