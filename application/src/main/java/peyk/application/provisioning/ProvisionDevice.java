package peyk.application.provisioning;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import peyk.application.job.Job;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.ProvisioningDone;
import peyk.application.monitoring.JournalEvent.ProvisioningEnded;
import peyk.application.monitoring.JournalEvent.ProvisioningGivenUp;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandLines.Ordering;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandOrigin;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.Provisioning;
import peyk.domain.provisioning.ProvisioningPolicy;
import peyk.domain.provisioning.ProvisioningPolicy.Move;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.time.ClusterTime;

/**
 * Carries the provisioning of a tracker on by one move. It may stop anywhere: a question is ordered
 * before that is remembered, and one that was ordered but not remembered is found under way when it
 * is ordered again.
 */
public record ProvisionDevice(
    ProvisioningRepository provisionings,
    CommandLines commands,
    DeviceGateway devices,
    ProvisioningPolicy policy,
    Journal journal,
    ClusterTime clock)
    implements Job {
  /** The usual answer takes some three seconds. */
  private static final Duration FIRST_POLL = Duration.ofSeconds(5);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** An answer is noticed after at most a quarter more of the time that it took. */
  private static final int POLLS = 4;

  @Override
  public JobKind kind() {
    return JobKind.PROVISION;
  }

  @Override
  public Next run(String instance) {
    return provisionings
        .find(new DeviceId(Long.parseLong(instance)))
        .map(this::carryOn)
        .orElseGet(Next.Done::new);
  }

  private Next carryOn(Provisioning present) {
    var now = clock.now();
    return nextMove(present, now)
        .map(move -> make(move, present, now))
        .orElseGet(() -> leave(present, now));
  }

  /** Empty if there is no such device any more. */
  private Optional<Move> nextMove(Provisioning present, Instant now) {
    var asked = present.command().flatMap(commands::find);
    return policy
        .nextOfAny(present, asked, now)
        .or(() ->
            devices.get(present.device()).map(device -> policy.next(present, asked, device, now)));
  }

  private Next make(Move move, Provisioning present, Instant now) {
    return switch (move) {
      case Move.Wait(var time) -> await(time, present, now);
      case Move.Ask(var question) -> ask(question, present, now);
      case Move.Step(var to) -> step(present, to);
      case Move.Rest() -> new Next.Done();
    };
  }

  /** No event reports an answer, so it is polled. */
  private static Next await(Duration time, Provisioning present, Instant now) {
    return new Next.Again(
        present.command().isEmpty()
            ? time
            : Collections.min(List.of(time, untilNextPoll(present, now))));
  }

  private static Duration untilNextPoll(Provisioning present, Instant now) {
    var pause = Duration.between(present.since(), now).dividedBy(POLLS);
    return Collections.max(List.of(FIRST_POLL, Collections.min(List.of(pause, LONGEST_PAUSE))));
  }

  private Next ask(CommandText question, Provisioning present, Instant now) {
    var command = order(question, present, now);
    if (!present.command().equals(Optional.of(command))
        && !provisionings.save(present, present.asking(command))) {
      return new Next.Again(Duration.ZERO);
    }
    return new Next.Again(FIRST_POLL);
  }

  /** If the same question is under way for another reason, it is used. */
  private CommandId order(CommandText question, Provisioning present, Instant now) {
    var order =
        new CommandOrder(
            present.device(), question, CommandOrigin.PROVISIONING, now, policy.endOf(present));
    return switch (commands.order(order, Optional.empty(), now)) {
      case Ordering.Ordered(var command) -> command.id();
      case Ordering.Already(var command) -> command.id();
      case Ordering.Repeated _, Ordering.KeyInUse _ ->
          throw new IllegalStateException("the order had no key");
    };
  }

  /** If provisioning was restarted in the meantime, it is loaded again. */
  private Next step(Provisioning from, Provisioning to) {
    if (!provisionings.save(from, to)) {
      return new Next.Again(Duration.ZERO);
    }
    switch (to.step()) {
      case DONE -> journal.record(new ProvisioningDone(to.device()));
      case GAVE_UP -> journal.record(new ProvisioningGivenUp(to.device(), from.step()));
      case WAITING, VERSION, IMSI, NUMBER, BALANCE -> {
        return new Next.Again(Duration.ZERO);
      }
    }
    return new Next.Done();
  }

  private Next leave(Provisioning present, Instant now) {
    if (!provisionings.save(present, present.givenUp(now))) {
      return new Next.Again(Duration.ZERO);
    }
    journal.record(new ProvisioningEnded(present.device()));
    return new Next.Done();
  }
}
