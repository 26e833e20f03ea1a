package peyk.bootstrap;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent;
import peyk.application.monitoring.JournalEvent.AttributesTooLong;
import peyk.application.monitoring.JournalEvent.ChangesDropped;
import peyk.application.monitoring.JournalEvent.CommandPostponed;
import peyk.application.monitoring.JournalEvent.CommandRefused;
import peyk.application.monitoring.JournalEvent.CommandSent;
import peyk.application.monitoring.JournalEvent.FindingsChanged;
import peyk.application.monitoring.JournalEvent.ListOverflowed;
import peyk.application.monitoring.JournalEvent.ProvisioningDone;
import peyk.application.monitoring.JournalEvent.ProvisioningEnded;
import peyk.application.monitoring.JournalEvent.ProvisioningGivenUp;
import peyk.application.monitoring.JournalEvent.ProvisioningStarted;
import peyk.application.monitoring.JournalEvent.RolloutAdvanced;
import peyk.application.monitoring.JournalEvent.RolloutPaused;
import peyk.application.monitoring.JournalEvent.ScheduleFired;
import peyk.application.monitoring.JournalEvent.ScheduleSkipped;
import peyk.application.monitoring.JournalEvent.SignInRefused;
import peyk.application.monitoring.JournalEvent.StepFailed;
import peyk.application.monitoring.JournalEvent.Subscribed;
import peyk.application.monitoring.JournalEvent.SubscriptionCheckFailed;
import peyk.application.monitoring.JournalEvent.TextRejected;
import peyk.application.monitoring.JournalEvent.TrackerAnswered;
import peyk.application.monitoring.JournalEvent.UssdRead;
import peyk.application.monitoring.Metric;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.diagnosis.Finding;
import peyk.domain.firmware.Release;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.tracker.TrackerReply;

/** Logs and counts what use cases report: the one place that decides names, labels and levels. */
final class LoggedJournal implements Journal {
  private static final Logger log = LoggerFactory.getLogger(LoggedJournal.class);

  private final MeterRegistry metrics;

  /** Schedules that were skipped since they last fired; each is logged once. */
  private final Set<ScheduleName> skipped = ConcurrentHashMap.newKeySet();

  LoggedJournal(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void record(JournalEvent event) {
    switch (event) {
      case SignInRefused(var account, var reason) ->
          log.warn(
              "sign-in refused account={} login={} reason={}",
              account.id(),
              account.login(),
              reason);
      case TextRejected() -> {
        count(Metric.SMS_REJECTED);
        log.warn("sms rejected after the gateway took it");
      }
      case CommandSent(var command) -> {
        count(Metric.COMMANDS, "sent");
        log.debug("command sent device={} command={}", command.device(), command.id());
      }
      case CommandPostponed(var command, var until) -> {
        count(Metric.COMMANDS, "postponed");
        log.debug(
            "command postponed device={} command={} until={}",
            command.device(),
            command.id(),
            until);
      }
      case CommandRefused(var command) -> {
        count(Metric.COMMANDS, "refused");
        log.info("command refused, the device is gone device={}", command.device());
      }
      case TrackerAnswered(var device, var reply) -> {
        count(Metric.TRACKER_ANSWERS, kind(reply));
        log.atLevel(level(reply)).log("tracker answered device={} kind={}", device, kind(reply));
      }
      case ListOverflowed(var device, var attribute, var length) -> {
        count(Metric.LISTS_KEPT_ASIDE, attribute.toLowerCase(Locale.ROOT));
        log.warn(
            "parameter list too long for Traccar device={} attribute={} length={}",
            device,
            attribute,
            length);
      }
      case AttributesTooLong(var device) -> {
        count(Metric.DEVICE_CHANGES_DROPPED, "too long");
        log.error("device attributes too long for Traccar, not changed device={}", device);
      }
      case ChangesDropped(var device) -> {
        count(Metric.DEVICE_CHANGES_DROPPED, "gone");
        log.info("device is gone, its changes were dropped device={}", device);
      }
      case RolloutAdvanced(var release, var stage) -> {
        count(Metric.ROLLOUT_STEPS, "advanced");
        log.info(
            "rollout advanced release={} version={} stage={} share={}",
            release.id(),
            release.version(),
            stage,
            share(release, stage));
      }
      case RolloutPaused(var release, var reason) -> {
        count(Metric.ROLLOUT_STEPS, "paused");
        log.error(
            "rollout paused release={} version={} reason={}",
            release.id(),
            release.version(),
            reason);
      }
      case ProvisioningStarted(var device) -> {
        count(Metric.PROVISIONINGS, "begun");
        log.info("new tracker online, will be provisioned device={}", device);
      }
      case ProvisioningDone(var device) -> {
        count(Metric.PROVISIONINGS, "done");
        log.info("tracker provisioned device={}", device);
      }
      case ProvisioningGivenUp(var device, var step) -> {
        count(Metric.PROVISIONINGS, "gave_up");
        log.warn("provisioning given up device={} step={}", device, step.word());
      }
      case ProvisioningEnded(var device) -> {
        count(Metric.PROVISIONINGS, "gone");
        log.info("provisioning ended, the device is gone device={}", device);
      }
      case ScheduleFired(var firing) -> fired(firing);
      case ScheduleSkipped(var schedule, var dueAt) -> {
        count(Metric.SCHEDULE_FIRINGS, schedule.value(), "left_out");
        if (skipped.add(schedule)) {
          log.warn(
              "schedule skipped name={} due={} reason=the last firing has not ended",
              schedule,
              dueAt);
        }
      }
      case UssdRead(var outcome) -> count(Metric.USSD_READ, outcome.word());
      case FindingsChanged(var news) -> news.forEach(LoggedJournal::log);
      case Subscribed(var devices, var newlyLinked) ->
          log.info("subscribed to trackers devices={} newlyLinked={}", devices, newlyLinked);
      case StepFailed(var worker, var cause) -> failed(worker, cause);
      case SubscriptionCheckFailed(var reason) ->
          log.warn("traccar could not be checked reason=\"{}\"", reason);
    }
  }

  /** An outage explains itself; anything else is a fault of ours. */
  private static void failed(String worker, Throwable cause) {
    if (cause instanceof GatewayUnavailableException
        || cause instanceof StorageUnavailableException) {
      log.warn("step failed worker={} reason={}", worker, cause.getMessage());
    } else {
      log.error("step failed worker={}", worker, cause);
    }
  }

  private void fired(Firing firing) {
    var ending = firing.ending().orElseThrow();
    skipped.remove(firing.schedule());
    count(Metric.SCHEDULE_FIRINGS, firing.schedule().value(), "fired");
    counter(Metric.SCHEDULE_COMMANDS, firing.schedule().value()).increment(ending.ordered());
    log.info(
        "schedule fired name={} due={} byHand={} devices={} addressed={} ordered={}",
        firing.schedule(),
        firing.dueAt(),
        firing.byHand(),
        ending.devices(),
        ending.addressed(),
        ending.ordered());
  }

  private static Object share(Release release, int stage) {
    return release.rollout().stages().get(stage).share();
  }

  private static String kind(TrackerReply reply) {
    var name =
        reply instanceof TrackerReply.Value
            ? reply.kind().name()
            : reply.getClass().getSimpleName();
    return name.toLowerCase(Locale.ROOT);
  }

  private static Level level(TrackerReply reply) {
    return switch (reply) {
      case TrackerReply.Malformed _ -> Level.WARN;
      case TrackerReply.Registered _ -> Level.INFO;
      default -> Level.DEBUG;
    };
  }

  private static void log(Finding finding) {
    switch (finding.severity()) {
      case OK -> {}
      case NOTE -> log.info("traccar: {}", finding.sentence());
      case FAULT ->
          log.error(
              "traccar: {}; what to do: {}", finding.sentence(), finding.cure().orElseThrow());
    }
  }

  private void count(Metric metric, String... values) {
    counter(metric, values).increment();
  }

  /**
   * @param values of the metric's labels, in their order
   */
  private Counter counter(Metric metric, String... values) {
    var tags = new ArrayList<Tag>();
    for (int i = 0; i < values.length; i++) {
      tags.add(Tag.create(metric.labels().get(i), values[i]));
    }
    return metrics.getOrCreate(
        Counter.builder(metric.id()).description(metric.description()).tags(List.copyOf(tags)));
  }
}
