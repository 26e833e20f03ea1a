package peyk.application.overview;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.application.overview.ServiceOverview.Answer;
import peyk.application.overview.ServiceOverview.Asked;
import peyk.application.overview.ServiceOverview.Progress;
import peyk.domain.command.Command;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandState;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceId;
import peyk.domain.job.FailedJob;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.tracker.AnswerRepository;
import peyk.domain.tracker.AnswerRepository.StoredAnswer;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.OperatorRedaction;
import peyk.domain.tracker.TrackerReplyParser;

/** Collects this service's own data of a device. */
public record DescribeService(
    DeviceClaimRepository claims,
    DeviceChangeRepository changes,
    AnswerRepository answers,
    CommandLines commands,
    ProvisioningRepository provisionings,
    FailedJobRepository jobs,
    TrackerReplyParser parser) {
  private static final List<JobKind> JOBS =
      List.of(JobKind.UPDATE_DEVICE, JobKind.FINISH_CLAIM, JobKind.PROVISION);

  /** The most commands, answers and patches that are shown. */
  static final int SHOWN = 10;

  /** The most answers that are searched for the answer to a command. */
  private static final int COMPARED = 100;

  private static final int LONGEST_TEXT = 500;

  public ServiceOverview describe(DeviceId device) {
    var received = answers.latest(device, COMPARED).stream().map(this::answer).toList();
    var asked = commands.list(Optional.of(device), Optional.empty(), Long.MAX_VALUE, SHOWN);
    return new ServiceOverview(
        device,
        claims.find(device),
        provisionings
            .find(device)
            .map(one -> new Progress(one, one.command().flatMap(commands::find))),
        asked.stream().map(command -> new Asked(command, answer(command, received))).toList(),
        received.stream().limit(SHOWN).toList(),
        changes.waitingPatches(device, SHOWN),
        failedJobs(device));
  }

  private Answer answer(StoredAnswer stored) {
    var reply = parser.parse(stored.result());
    return new Answer(
        stored.at(),
        stored.receivedAt(),
        stored.handledAt(),
        reply.kind(),
        shortened(OperatorRedaction.answer(stored.result(), reply)));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  /** A command ends at the time of its answer. */
  private static Optional<Answer> answer(Command command, List<Answer> received) {
    return command
        .endedAt()
        .filter(_ -> command.state() == CommandState.ANSWERED)
        .flatMap(ended ->
            received.stream()
                .filter(answer -> answer.at().equals(ended))
                .filter(answer -> command.expected().isAnsweredBy(answer.kind()))
                .findFirst());
  }

  private List<FailedJob> failedJobs(DeviceId device) {
    return JOBS.stream().flatMap(kind -> failedJob(kind, device)).toList();
  }

  private Stream<FailedJob> failedJob(JobKind kind, DeviceId device) {
    return jobs.find(kind, device.toString()).stream();
  }
}
